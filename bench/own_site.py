"""The whole site in this process, on servers of its own, asked through the WSGI application alone."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from contextvars import Context
from pathlib import Path

from flask import Flask
from werkzeug.test import EnvironBuilder, run_wsgi_app

from rbo.app import create_app
from rbo.platform.config import Settings, read_settings
from rbo.stringers.models import Stringer
from tests.faults.own_servers import OwnPostgres, own_postgres, own_redis
from tests.signed_in import client_of

Ask = Callable[[], float]


@contextmanager
def own_site() -> Iterator[tuple[Flask, OwnPostgres]]:
    """The site with empty servers behind it."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        postgres = stack.enter_context(own_postgres(Path(folder)))
        redis = stack.enter_context(own_redis(Path(folder)))
        yield create_app(_settings(postgres, redis.url, folder)), postgres


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


def asker(app: Flask, me: Stringer, status: str = "200 OK") -> Callable[[str], Ask]:
    """Asks for pages as *me* does after signing in; each request gives the milliseconds it took.

    Every page must answer with *status*.
    """
    browser = client_of(app, me)

    def prepare(page: str) -> Ask:
        address, _question, query = page.partition("?")
        builder = EnvironBuilder(address, query_string=query, base_url="http://localhost")
        browser._add_cookies_to_wsgi(environ := builder.get_environ())  # noqa: SLF001

        def ask() -> float:
            began = time.perf_counter()
            _body, answered, _headers = Context().run(run_wsgi_app, app, dict(environ), buffered=True)
            spent = (time.perf_counter() - began) * 1000
            if answered != status:
                raise SystemExit(f"{page} answers {answered}")
            return spent

        return ask

    return prepare
