"""The addresses of programs as a part of the site, and their description."""

from __future__ import annotations

from apispec.ext.marshmallow import MarshmallowPlugin
from flask import Flask
from flask_smorest import Api
from marshmallow import Schema

from rbo.api.v1 import cors
from rbo.api.v1.door import bp
from rbo.api.v1.shapes import fields
from rbo.api.v1.shapes.problem import ProblemShape
from rbo.api.v1.views import reading, reports
from rbo.platform.security import csrf

VERSION = "1.0.0"
ABOUT = (
    "RBO is the book of record of people who string rackets. Programs read and write it by these addresses, "
    "on the same rules as its pages. Dates are ISO 8601; money and tension are strings with decimals."
)
BEARER = {"type": "http", "scheme": "bearer", "description": "An access token, or a personal token."}


class Programs(Api):  # type: ignore[misc]
    """Describes the addresses; failures are explained as everywhere on the site."""

    ERROR_SCHEMA = ProblemShape
    DEFAULT_ERROR_RESPONSE_NAME = None

    def _register_error_handlers(self) -> None:
        """The site has its own."""

    def _register_pagination_header(self) -> None:
        """Lists say in their body where they go on."""


def install(app: Flask, summary_of_a_year: reports.Finder) -> None:
    """Open *app* to programs; the finder of the reports comes from the room beside this one."""
    app.extensions[reports.FINDER] = summary_of_a_year
    app.config.update(API_TITLE="RBO", API_VERSION=VERSION, OPENAPI_VERSION="3.1.0")
    csrf.exempt(bp)
    programs = Programs()
    about = {"info": {"description": ABOUT}, "security": [{"bearer": []}]}
    programs.init_app(app, spec_kwargs={"marshmallow_plugin": MarshmallowPlugin(_name), **about})
    for field, kind in fields.DESCRIBED.items():
        programs.register_field(field, *kind)
    programs.spec.components.security_scheme("bearer", BEARER)
    programs.register_blueprint(bp)
    app.register_blueprint(reading.pages)
    app.after_request(cors.let_read)


def _name(schema: type[Schema] | Schema) -> str:
    kind = schema if isinstance(schema, type) else type(schema)
    return kind.__name__.removesuffix("Shape")
