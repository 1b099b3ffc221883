"""Reading what a program sent: JSON of the form that is described, or a refusal that names each field."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, NoReturn

from flask import Request, abort
from marshmallow import RAISE, ValidationError
from webargs.flaskparser import FlaskParser

from rbo.platform.problems import Invalid


class Reader(FlaskParser):
    """Refuses unknown fields everywhere, in queries too."""

    DEFAULT_UNKNOWN_BY_LOCATION = {"json": RAISE, "query": RAISE}  # noqa: RUF012 - as webargs has it

    def load_json(self, req: Request, schema: Any) -> Any:  # noqa: ARG002 - as webargs asks
        """The body; without one as if it were empty."""
        sent = req.get_data()
        if (sent or req.mimetype) and not req.is_json:
            abort(415)
        try:
            return json.loads(sent or "{}")
        except (ValueError, RecursionError):
            abort(400)

    def handle_error(self, error: ValidationError, *_args: Any, **_more: Any) -> NoReturn:
        """Each field with its sentences, fields within fields joined by points.

        Raises:
            Invalid: always.
        """
        said = error.messages_dict
        raise Invalid(dict(_flat(said.get("json") or said.get("query") or said))) from error


def _flat(said: Any, name: str = "") -> Iterator[tuple[str, list[str]]]:
    if not isinstance(said, Mapping):
        yield name, [str(sentence) for sentence in said]
        return
    for part, below in said.items():
        yield from _flat(below, f"{name}.{part}".strip(".").removesuffix("._schema"))
