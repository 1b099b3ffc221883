"""How things stand, asked where the truth is: Postgres for what is to be done, Redis for who is at work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import product

from redis import Redis
from redis.exceptions import RedisError
from rq import Worker
from sqlalchemy import extract, func, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from rbo import VERSION
from rbo.platform.backup import noted
from rbo.platform.config import settings
from rbo.platform.db import system_session
from rbo.platform.jobs import bell
from rbo.platform.jobs.desks import Desk, open_desks
from rbo.platform.jobs.job import JOBS
from rbo.platform.jobs.models import Pause, ScheduleRun
from rbo.platform.jobs.queues import QUEUES
from rbo.platform.jobs.states import DUE, OutboxState
from rbo.platform.metrics import everywhere, families
from rbo.platform.redis_client import redis_at

Found = Iterator[tuple[str, float]]
CONNECTED = text("select sum(numbackends), current_setting('max_connections')::int from pg_stat_database")
PILES = {
    families.PENDING: (*DUE, OutboxState.INFLIGHT),
    families.FAILED: (OutboxState.FAILED,),
    families.DEAD: (OutboxState.DEAD,),
}
OF_THEIR_OWN = {noted.TAKEN: families.BACKUP_TAKEN, noted.TRIED: families.RESTORE_TRIED}
UNKNOWN = "unknown"  # where another version promised what nobody here does
REVISION = text("select version_num from alembic_version")


def series() -> dict[str, float]:
    """Every series of now; what cannot be asked is left out, and said to be away."""
    found = {families.BUILD.series(version=VERSION): 1.0}
    redis = redis_at(settings().redis_url)
    try:
        found |= dict(_in_postgres())
    except SQLAlchemyError:
        found[families.DATABASE_UP.series()] = 0
    try:
        found |= {families.NUMBER_GAPS.series(): 0, **everywhere.counted(redis), **dict(_in_redis(redis))}
    except RedisError:
        found[families.REDIS_UP.series()] = 0
    return found


def _in_postgres() -> Found:
    yield families.DATABASE_UP.series(), 1
    yield from _to_do()
    with system_session() as session:
        taken, most = session.execute(CONNECTED).one()
        yield families.CONNECTIONS.series(), taken
        yield families.MOST_CONNECTIONS.series(), most
        yield families.SCHEMA.series(revision=session.execute(REVISION).scalar_one()), 1
        for channel in session.scalars(select(Pause.channel).where(Pause.until > func.now())):
            yield families.PAUSED.series(channel=channel), 1
        runs = select(ScheduleRun.name, extract("epoch", func.max(ScheduleRun.ran_at)))
        for name, ran_at in session.execute(runs.group_by(ScheduleRun.name)):
            own = OF_THEIR_OWN.get(name)
            yield own.series() if own else families.LAST_RUN.series(name=name), float(ran_at)


def _to_do() -> Found:
    oldest_s, rows = dict.fromkeys(QUEUES, 0.0), Counter(dict.fromkeys(product(PILES, JOBS), 0))
    for desk in open_desks():
        with desk.session() as session:
            for kind, due_for_s in _oldest_s(session, desk).items():
                queue = JOBS[kind].queue if kind in JOBS else UNKNOWN
                oldest_s[queue] = max(oldest_s.get(queue, 0.0), float(due_for_s))
            for pile, states in PILES.items():
                rows.update({(pile, kind): count for kind, count in _by_kind(session, desk, states).items()})
    yield from ((families.OLDEST_S.series(queue=queue), due_for_s) for queue, due_for_s in oldest_s.items())
    for (pile, kind), count in rows.items():
        yield pile.series(kind=kind), count


def _by_kind(session: Session, desk: Desk, states: tuple[OutboxState, ...]) -> dict[str, int]:
    row = desk.row
    wanted = select(row.kind, func.count()).where(row.state.in_(states)).group_by(row.kind)
    return dict(session.execute(wanted).all())


def _oldest_s(session: Session, desk: Desk) -> dict[str, float]:
    row = desk.row
    due_for = extract("epoch", func.now() - func.min(row.next_at))
    is_due = (row.state.in_(DUE), row.next_at <= func.now(), desk.is_wanted(row))
    return dict(session.execute(select(row.kind, due_for).where(*is_due).group_by(row.kind)).all())


def _in_redis(redis: Redis) -> Found:
    yield families.REDIS_UP.series(), 1
    for name in QUEUES:
        queue = bell.queue(name, redis)
        yield families.BELLS.series(queue=name), queue.count
        yield families.WORKERS.series(queue=name), len(Worker.all(queue=queue))
