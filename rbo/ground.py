"""What the site, a worker and a command all stand on: the settings, the database, words, nouns and jobs.

Nothing here knows a page: what only pages need is imported by `rbo.app` alone.
"""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask_mail import Mail

from rbo.auth import models as logins
from rbo.catalogue import jobs as announcements
from rbo.exports import jobs as exports
from rbo.identity import jobs as sign_in_letters
from rbo.imports import jobs as imports
from rbo.notifications import models as notifications
from rbo.orders import batch
from rbo.platform import i18n, limits, logs, once
from rbo.platform.config import Settings, from_environment
from rbo.platform.db import ENGINE_OPTIONS, db
from rbo.platform.roles import refuse_strong_roles
from rbo.platform.traces import spans
from rbo.portal import jobs as invitations
from rbo.receipts import jobs as receipts
from rbo.sharing import models as grants
from rbo.webhooks import jobs as news

# A noun or a job that nobody imported is unknown: a job's module brings the nouns of its room along.
KNOWN = (
    announcements,
    batch,
    exports,
    grants,
    imports,
    invitations,
    logins,
    news,
    notifications,
    once,
    receipts,
    sign_in_letters,
)


def create_ground(settings: Settings | None = None) -> Flask:
    """The ground of one installation, without a page."""
    settings = settings or from_environment()
    app = Flask("rbo", template_folder="platform/templates", static_folder=None)
    app.config.update(_flask_settings(settings))
    logs.set_up_logs(settings)
    spans.begin(settings)
    refuse_strong_roles(settings)
    i18n.speak(app)
    db.init_app(app)
    Mail(app)
    return app


def _flask_settings(settings: Settings) -> dict[str, Any]:
    named = {"pool_logging_name": "system", "pool_size": 2, "url": settings.database_url_system}
    system = {**ENGINE_OPTIONS, **named}
    return {
        "RBO": settings,
        "PATIENCE": limits.WORK,
        "TESTING": settings.env == "test",
        "SECRET_KEY": settings.secret_key,
        "TEMPLATES_AUTO_RELOAD": settings.env == "dev",
        "SQLALCHEMY_DATABASE_URI": settings.database_url,
        "SQLALCHEMY_ENGINE_OPTIONS": ENGINE_OPTIONS,
        "SQLALCHEMY_BINDS": {"system": system},
        "MAIL_DEFAULT_SENDER": settings.smtp_from,
    }
