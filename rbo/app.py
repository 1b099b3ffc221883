"""The site: the only place that knows the pages of every room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Flask
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.middleware.proxy_fix import ProxyFix

from rbo.admin import views as admin_pages
from rbo.api import v1 as programs
from rbo.auth import views as sign_in_pages
from rbo.auth import visitor
from rbo.auth.gotrue import Gotrue
from rbo.catalogue import views as catalogue_pages
from rbo.catalogue.views import moderation as moderation_pages
from rbo.catalogue.views import staged as staged_pages
from rbo.clients import views as client_pages
from rbo.demo import views as demo_pages
from rbo.desk import views as desk_pages
from rbo.exports import views as export_pages
from rbo.ground import create_ground
from rbo.identity.app import create_identity
from rbo.imports import views as import_pages
from rbo.notifications import views as notification_pages
from rbo.orders import views as order_pages
from rbo.platform import (
    frame,
    health,
    kept_out,
    limits,
    logs,
    method,
    packing,
    refusals,
    security,
    static_files,
    web,
)
from rbo.platform.config import Settings
from rbo.platform.embedded import views as mailbox_pages
from rbo.platform.metrics import answers
from rbo.platform.metrics import views as figures
from rbo.platform.pool import count_connections
from rbo.platform.traces import spans
from rbo.platform.web import RowNumber
from rbo.portal import views as portal_pages
from rbo.receipts import views as receipt_pages
from rbo.reports import views as report_pages
from rbo.reports.summary import summary
from rbo.sharing import views as sharing_pages
from rbo.stringers import views as profile_pages
from rbo.webhooks import views as webhook_pages

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

LARGEST_FORM = 2 * 1024 * 1024


def create_app(settings: Settings | None = None) -> Flask:
    """The site: every page and the API, on the ground that workers and commands share."""
    app = create_ground(settings)
    known: Settings = app.config["RBO"]
    app.config.update(_for_pages(known))
    _frame_pages(app)
    _open_rooms(app)
    _mount(app, known)
    return app


def _for_pages(settings: Settings) -> dict[str, Any]:
    return {
        "PATIENCE": limits.PAGES,
        "SESSION_COOKIE_NAME": "rbo_form",
        "SESSION_COOKIE_SECURE": settings.is_https,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_CSRF_SSL_STRICT": False,
        "MAX_CONTENT_LENGTH": LARGEST_FORM,
        "MAX_FORM_MEMORY_SIZE": LARGEST_FORM,
    }


def _frame_pages(app: Flask) -> None:
    logs.log_requests(app)
    answers.count_answers(app)
    count_connections()
    spans.trace_requests(app)
    packing.install(app)  # after whatever changes an answer, before what tells how long it took
    web.make_room(app)
    method.install(app)  # before what guards writes: a verb that only a form says is guarded too
    security.protect(app)
    static_files.install(app, app.config["RBO"])
    refusals.explain_refusals(app)
    frame.install(app)


def _open_rooms(app: Flask) -> None:
    visitor.install(app)
    app.url_map.converters["int"] = RowNumber
    for pages in (
        health,
        figures,
        kept_out,
        sign_in_pages,
        profile_pages,
        desk_pages,
        client_pages,
        catalogue_pages,
        order_pages,
        receipt_pages,
        sharing_pages,
        report_pages,
        notification_pages,
        webhook_pages,
        portal_pages,
        export_pages,
        import_pages,
        admin_pages,
        moderation_pages,
        staged_pages,
    ):
        app.register_blueprint(pages.bp)
    programs.install(app, summary)
    app.register_blueprint(import_pages.bp, name=import_pages.FOR_ADMINS, url_prefix="/admin/imports")
    if app.config["RBO"].env == "dev":
        app.register_blueprint(mailbox_pages.bp)
    if app.config["RBO"].is_demo:
        app.register_blueprint(demo_pages.bp)


def _mount(app: Flask, settings: Settings) -> None:
    identity = create_identity(settings) if settings.embeds_identity else None
    app.extensions["gotrue"] = Gotrue(settings, identity)
    site: WSGIApplication = app.wsgi_app
    if identity is not None:
        site = DispatcherMiddleware(site, {"/auth/v1": identity})
    if settings.is_prod:
        site = ProxyFix(site, x_for=1, x_proto=1, x_host=1)
    app.wsgi_app = site  # type: ignore[method-assign, assignment]
