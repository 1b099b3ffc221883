"""The service as an application of its own, mounted at `/auth/v1`."""

from __future__ import annotations

from flask import Flask, Response, request

from rbo.identity import problems
from rbo.identity.store import close
from rbo.identity.views import about, admin, mail, token, user, verify
from rbo.platform.config import Settings
from rbo.platform.config import settings as settings_here
from rbo.platform.security import HSTS

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def create_identity(settings: Settings) -> Flask:
    """The identity service of an installation with these *settings*."""
    app = Flask("rbo.identity", static_folder=None)
    app.config.update(RBO=settings, MAX_CONTENT_LENGTH=64 * 1024, TESTING=False)
    app.json.sort_keys = False  # type: ignore[attr-defined]
    for part in (about, admin, mail, token, user, verify):
        app.register_blueprint(part.bp)
    problems.register(app)
    app.teardown_appcontext(close)
    app.before_request(_only_https)
    app.after_request(_with_headers)
    return app


def _only_https() -> None:
    if settings_here().is_prod and not request.is_secure:
        raise problems.Problem(403, "insecure_transport", "Passwords and tokens travel by https only")


def _with_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if settings_here().is_https:
        response.headers["Strict-Transport-Security"] = HSTS
    return response
