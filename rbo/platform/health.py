"""Is the process alive; can it serve."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue
from redis.exceptions import RedisError
from rq import Worker
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from rbo.platform import draining
from rbo.platform.config import settings
from rbo.platform.db import system_engine
from rbo.platform.jobs import bell, queries
from rbo.platform.jobs.queues import QUEUES
from rbo.platform.redis_client import redis_at
from rbo.platform.web import public

bp = Blueprint("health", __name__)
MIGRATIONS = Path(__file__).parents[2] / "migrations" / "versions"


@bp.get("/healthz")
@public
def alive() -> ResponseReturnValue:
    """The process answers."""
    return jsonify(status="ok")


@bp.get("/readyz")
@public
def ready() -> ResponseReturnValue:
    """503 without Postgres, with open migrations, before a stop; `degraded` where pages work anyway."""
    wrong = "It is about to stop." if draining.is_on(settings().run_dir) else _database_trouble()
    if wrong:
        return jsonify(status="unready", reason=wrong), 503
    away = _away()
    return jsonify(status="degraded", away=away) if away else jsonify(status="ok")


def _database_trouble() -> str:
    try:
        with system_engine().connect() as connection:
            here = connection.execute(text("select version_num from alembic_version")).scalar()
    except SQLAlchemyError:
        return "Postgres does not answer."
    return "Migrations are open; run: rbo db upgrade" if here in _behind(MIGRATIONS) else ""


@cache
def _behind(folder: Path) -> frozenset[str | None]:
    """Schemas that are too old for this RBO; one it has never heard of is of the next, and serves it too."""
    known = sorted(file.stem for file in folder.glob("*.py"))  # named by date, and after their revision
    return frozenset({None, *known[:-1]})


def _away() -> list[str]:
    """What is away behind the pages: `redis`, `worker`, `mail`; with Redis gone, no worker is known of."""
    connection = redis_at(settings().redis_url)
    try:
        is_manned = all(Worker.all(queue=bell.queue(name, connection)) for name in QUEUES)
        found = [] if is_manned else ["worker"]
    except RedisError:
        found = ["redis"]
    return [*found, *(pause.channel for pause in queries.all_pauses())]
