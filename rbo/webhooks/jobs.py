"""Telling other programs, behind the page: one try each, counted where nobody listens."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

import httpcore
from flask_babel import lazy_gettext as _l
from sqlalchemy import func, update
from sqlalchemy.orm import Session

from rbo.notifications.models import Kind
from rbo.notifications.service import notify
from rbo.platform import afterwards, clock
from rbo.platform.db import db
from rbo.platform.jobs import line
from rbo.platform.jobs.job import Job
from rbo.platform.jobs.models import OutboxColumns
from rbo.platform.jobs.outcomes import Abort, GiveUp, TryLater
from rbo.platform.jobs.slip import Slip
from rbo.platform.outward.call import post
from rbo.platform.outward.places import Forbidden
from rbo.webhooks import queries, signature
from rbo.webhooks.models import Webhook

MOST_FAILURES = 3
TIMEOUT_S = 60  # of which ten for the call; the rest is for who knows the name
LONGEST_WAIT = timedelta(minutes=10)  # so that who is back need not wait for an hour
GONE = 410
SILENCE = (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError, OSError)

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class News:
    """What is to be told, and where."""

    webhook_id: UUID
    name: str
    address: str
    body: bytes
    secret: str = field(repr=False)


def read_news(delivery_id: UUID) -> News:
    """The piece of news as it was when it happened.

    Raises:
        Abort: nobody wants it there any more.
    """
    row = queries.delivery(delivery_id)
    if row.webhook.removed_at or row.webhook.paused_at:
        raise Abort("webhook_paused")
    known = (row.webhook_id, signature.message_id(row.id), row.webhook.address, row.body.encode())
    return News(*known, secret=row.webhook.secret)


def tell(news: News, _slip: Slip) -> UUID:
    """Send it; gives the id of the webhook that took it.

    Raises:
        Outcome: it was not taken.
    """
    sent = signature.headers(news.secret, news.name, int(clock.now().timestamp()), news.body)
    kind = {"Content-Type": "application/json", "User-Agent": "RBO-Webhooks/1"}
    try:
        status = post(news.address, news.body, kind | sent)
    except Forbidden as no:
        raise GiveUp("webhook_forbidden") from no
    except SILENCE as silence:
        raise TryLater("webhook_silent", type(silence).__name__) from silence
    if status == GONE:
        raise GiveUp("webhook_gone", str(status))
    if not 200 <= status < 300:
        raise TryLater("webhook_refused", str(status))
    return news.webhook_id


def note_taken(webhook_id: UUID, _slip: Slip) -> None:
    """Somebody listens: whatever failed before is over."""
    there = update(Webhook).where(Webhook.id == webhook_id, Webhook.failures > 0)
    db.session.execute(there.values(failures=0))


def count_failure(house: Session, row: OutboxColumns) -> None:
    """Pause an address that took nothing three times in a row, or is gone by its own word; tell its owner."""
    if "webhook_id" not in row.payload:
        return  # no reader of ours promised that
    webhook_id = UUID(row.payload["webhook_id"])
    mine = (Webhook.stringer_id == row.stringer_id, Webhook.id == webhook_id)
    counted = update(Webhook).where(*mine).values(failures=Webhook.failures + 1).returning(Webhook.failures)
    failures = house.scalar(counted)
    if failures is None or (failures < MOST_FAILURES and row.last_error_class != "webhook_gone"):
        return
    paused = update(Webhook).where(*mine, Webhook.paused_at.is_(None)).values(paused_at=func.now())
    if house.scalar(paused.returning(Webhook.id)) is not None:
        afterwards.say(house, log.warning, "a webhook is paused", webhook_id=webhook_id)
        notify(row.stringer_id, Kind.WEBHOOK_PAUSED, webhook_id, house=house)


def keep_waiting(slip: Slip, reason: str) -> None:
    """Do not ask an address that said nothing for each piece of its news in turn: all wait for this one."""
    if reason == "webhook_silent" and "webhook_id" in slip.payload:
        line.wait_for(slip, "webhook_id", LONGEST_WAIT)


deliver = Job(
    "webhooks.deliver",
    queue="news",
    timeout_s=TIMEOUT_S,
    read=read_news,
    do=tell,
    title=_l("Webhook"),
    channel="webhooks",
    write=note_taken,
    given_up=count_failure,
    put_off=keep_waiting,
    in_turns=True,
)
