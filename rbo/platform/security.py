"""What every answer carries and what every write must bring (ASVS 5.0: 3.4, 3.5, 3.7)."""

from __future__ import annotations

import logging
from typing import NoReturn
from urllib.parse import urlsplit

from flask import Flask, Response, abort, current_app, redirect, request
from flask_wtf.csrf import CSRFProtect
from werkzeug.wrappers import Response as AnyResponse

from rbo.platform.config import settings
from rbo.platform.metrics.counting import count
from rbo.platform.metrics.families import FOREIGN_FORMS
from rbo.platform.web import is_for_programs

log = logging.getLogger(__name__)
csrf = CSRFProtect()
SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
POLICY = (
    "default-src 'none'; "
    "script-src 'self'; "
    "style-src 'self'; "
    "img-src 'self' data:; "
    "font-src 'self'; "
    "connect-src 'self'; "
    "manifest-src 'self'; "
    "form-action 'self'; "
    "frame-ancestors 'none'; "
    "base-uri 'none'; "
    "object-src 'none'; "
    "report-uri /csp-reports"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",  # as frame-ancestors says, which old browsers do not know
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
WITHOUT_REFERRER = ("/auth/callback", "/portal/claim/", "/j/")  # so some browsers name no origin either
PLAIN = ("/healthz", "/readyz", "/metrics")  # asked from inside, past the proxy
HSTS = "max-age=63072000; includeSubDomains"


def protect(app: Flask) -> None:
    """Headers on every answer, CSRF on every write, https where it is promised."""
    app.before_request(_only_https)
    app.before_request(_only_our_pages_write)
    app.before_request(_only_words)
    csrf.init_app(app)
    app.after_request(_add_headers)


def _only_https() -> AnyResponse | None:
    if settings().is_prod and not request.is_secure and request.path not in PLAIN:
        if request.method in SAFE_METHODS and not is_for_programs():
            return redirect(settings().public_url + request.full_path.rstrip("?"), 308)
        abort(403)
    return None


def _only_our_pages_write() -> None:
    if request.method in SAFE_METHODS or is_for_programs():  # which no cookie opens
        return
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        _turn_away()
    origin = request.headers.get("Origin")
    if origin and origin != "null" and _host(origin) not in (request.host, _host(settings().public_url)):
        _turn_away()
    is_told = "Sec-Fetch-Site" in request.headers or request.path.startswith(WITHOUT_REFERRER)
    if origin == "null" and not is_told:
        _turn_away()


def _turn_away() -> NoReturn:
    count(FOREIGN_FORMS)
    log.warning("form of another site refused")
    abort(403)


def _only_words() -> None:
    names = (file.filename or "" for file in request.files.values())
    words = (request.path, *request.args.values(), *request.form.values(), *names)
    if any("\0" in word for word in words):
        abort(400)
    view = current_app.view_functions.get(request.endpoint or "")
    if request.files and not getattr(view, "takes_file", False):
        abort(400)


def _host(address: str) -> str:
    try:
        return urlsplit(address).netloc
    except ValueError:
        return ""


def _add_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if settings().is_https:
        response.headers["Strict-Transport-Security"] = HSTS
    if not request.path.startswith("/static/"):
        response.headers["Cache-Control"] = "no-store"
    return response


def is_local_path(address: str) -> bool:
    """Whether *address* stays on this site: a path, and nothing a browser could read as a host."""
    is_path = address.startswith("/") and not address.startswith("//")
    return is_path and "\\" not in address and address.isprintable()
