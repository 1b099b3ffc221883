"""The application: the only place that knows every room."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from flask import Flask
from flask_mail import Mail
from flask_migrate import Migrate
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
from rbo.identity.app import create_identity
from rbo.imports import views as import_pages
from rbo.notifications import views as notification_pages
from rbo.orders import views as order_pages
from rbo.platform import frame, health, i18n, logs, method, refusals, security, static_files, web
from rbo.platform.config import Settings, from_environment
from rbo.platform.db import ENGINE_OPTIONS, db
from rbo.platform.embedded import views as mailbox_pages
from rbo.platform.metrics import views as figures
from rbo.platform.roles import refuse_strong_roles
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

MIGRATIONS = Path(__file__).parent.parent / "migrations"
LARGEST_FORM = 2 * 1024 * 1024


def create_app(settings: Settings | None = None) -> Flask:
    """The web application, and the ground a worker or a command stands on."""
    settings = settings or from_environment()
    app = Flask("rbo", template_folder="platform/templates", static_folder=None)
    app.config.update(_flask_settings(settings))
    logs.set_up_logs(settings)
    refuse_strong_roles(settings)
    _lay_ground(app)
    _open_rooms(app)
    _mount(app, settings)
    return app


def _flask_settings(settings: Settings) -> dict[str, Any]:
    system = {**ENGINE_OPTIONS, "pool_size": 2, "url": settings.database_url_system}
    return {
        "RBO": settings,
        "TESTING": settings.env == "test",
        "SECRET_KEY": settings.secret_key,
        "SESSION_COOKIE_NAME": "rbo_form",
        "SESSION_COOKIE_SECURE": settings.is_https,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_CSRF_SSL_STRICT": False,
        "MAX_CONTENT_LENGTH": LARGEST_FORM,
        "MAX_FORM_MEMORY_SIZE": LARGEST_FORM,
        "TEMPLATES_AUTO_RELOAD": settings.env == "dev",
        "SQLALCHEMY_DATABASE_URI": settings.database_url,
        "SQLALCHEMY_ENGINE_OPTIONS": ENGINE_OPTIONS,
        "SQLALCHEMY_BINDS": {"system": system},
        "MAIL_DEFAULT_SENDER": settings.smtp_from,
    }


def _lay_ground(app: Flask) -> None:
    logs.log_requests(app)
    figures.count_requests(app)
    web.make_room(app)
    method.install(app)  # before what guards writes: a verb that only a form says is guarded too
    security.protect(app)
    static_files.install(app, app.config["RBO"])
    refusals.explain_refusals(app)
    i18n.speak(app)
    frame.install(app)
    db.init_app(app)
    Migrate(app, db, directory=str(MIGRATIONS))
    Mail(app)


def _open_rooms(app: Flask) -> None:
    visitor.install(app)
    app.url_map.converters["int"] = RowNumber
    for pages in (
        health,
        figures,
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
