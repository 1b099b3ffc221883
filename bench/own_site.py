"""The whole site in this process, on servers of its own, asked through the WSGI application alone."""

from __future__ import annotations

import gc
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import Context
from datetime import timedelta
from pathlib import Path

from flask import Flask
from werkzeug.test import EnvironBuilder, run_wsgi_app

from rbo.app import create_app
from rbo.auth import cookies, tokens
from rbo.identity import access
from rbo.platform.config import Settings, read_settings
from rbo.stringers.models import Stringer
from tests.faults.own_servers import OwnPostgres, own_postgres, own_redis
from tests.signed_in import client_of

LOGIN_S = 7200
OK = ("200 OK",)
Ask = Callable[[], float]


@contextmanager
def own_site() -> Iterator[tuple[Flask, OwnPostgres]]:
    """The site with empty servers behind it."""
    with (
        tempfile.TemporaryDirectory() as folder,
        own_postgres(Path(folder)) as postgres,
        site_on(postgres, Path(folder)) as app,
    ):
        yield app, postgres


@contextmanager
def site_on(postgres: OwnPostgres, folder: Path) -> Iterator[Flask]:
    """The site on this Postgres, with an empty Redis; a token lasts for the run, since nobody renews it."""
    access.LIFE, tokens.LIFE_S = timedelta(seconds=LOGIN_S), LOGIN_S
    with own_redis(folder) as redis:
        app = create_app(_settings(postgres, redis.url, str(folder)))
        gc.collect()
        gc.freeze()  # as `wsgi.py` does
        yield app


def _settings(postgres: OwnPostgres, redis_url: str, folder: str) -> Settings:
    roles = {"": "app", "_SYSTEM": "system", "_IDENTITY": "identity"}
    return read_settings(
        {
            **{f"DATABASE_URL{name}": postgres.url(role) for name, role in roles.items()},
            "RBO_ENV": "test",
            "SECRET_KEY": "a-secret-for-benchmarks-only-012345",
            "RBO_DATA_KEYS": "dGVzdHMtb25seS10ZXN0cy1vbmx5LXRlc3RzLTAxMjM",
            "RBO_DATA_DIR": folder,
            "REDIS_URL": redis_url,
            "PUBLIC_URL": "http://localhost",
            "LOG_LEVEL": "WARNING",
        }
    )


def asker(app: Flask, me: Stringer, *statuses: str) -> Callable[[str], Ask]:
    """Asks for pages as *me* does after signing in; each request gives the milliseconds it took.

    Every page must answer with one of *statuses*, or with 200 where none is given.
    """
    browser = client_of(app, me)
    token = browser.get_cookie(cookies.name("access", app.config["RBO"]))

    def prepare(page: str) -> Ask:
        address, _question, query = page.partition("?")
        builder = EnvironBuilder(address, query_string=query, base_url="http://localhost")
        if address.startswith("/api/"):
            builder.headers["Authorization"] = f"Bearer {token.value if token else ''}"
        browser._add_cookies_to_wsgi(environ := builder.get_environ())  # noqa: SLF001

        def ask() -> float:
            began = time.perf_counter()
            _body, answered, _headers = Context().run(run_wsgi_app, app, dict(environ), buffered=True)
            spent = (time.perf_counter() - began) * 1000
            if answered not in (statuses or OK):
                raise SystemExit(f"{page} answers {answered}")
            return spent

        return ask

    return prepare
