"""Is the process alive; can it serve."""

from __future__ import annotations

import redis
from alembic.script import ScriptDirectory
from flask import Blueprint, current_app, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from rbo.platform.config import settings
from rbo.platform.db import system_engine
from rbo.platform.web import public

bp = Blueprint("health", __name__)


@bp.get("/healthz")
@public
def alive() -> ResponseReturnValue:
    """The process answers."""
    return jsonify(status="ok")


@bp.get("/readyz")
@public
def ready() -> ResponseReturnValue:
    """503 without Postgres or with migrations open; 200 and `degraded` when only Redis is away."""
    wrong = _database_trouble()
    if wrong:
        return jsonify(status="unready", reason=wrong), 503
    return jsonify(status="ok" if _redis_answers() else "degraded")


def _database_trouble() -> str:
    try:
        with system_engine().connect() as connection:
            here = connection.execute(text("select version_num from alembic_version")).scalar()
    except SQLAlchemyError:
        return "Postgres does not answer."
    return "" if here == _newest_migration() else "Migrations are open; run: rbo db upgrade"


def _newest_migration() -> str | None:
    folder = current_app.extensions["migrate"].directory
    return ScriptDirectory(folder).get_current_head()


def _redis_answers() -> bool:
    try:
        client = redis.Redis.from_url(settings().redis_url, socket_connect_timeout=0.25, socket_timeout=0.5)
        with client:
            return bool(client.ping())
    except redis.RedisError:
        return False
