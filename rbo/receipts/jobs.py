"""Mailing receipts behind the page: what was snapped is what is drawn, however late it is."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from rbo.notifications.models import Kind
from rbo.notifications.service import notify
from rbo.platform import mail
from rbo.platform.jobs.job import Job
from rbo.platform.jobs.models import OutboxColumns
from rbo.platform.jobs.slip import Slip
from rbo.platform.traces import spans
from rbo.receipts import letter, pdf, queries
from rbo.receipts.draft import Draft
from rbo.webhooks import service as webhooks
from rbo.webhooks.models import Event


@dataclass(frozen=True)
class Emission:
    """One sending, as plain values."""

    draft: Draft
    number: str
    locale: str
    recipient: str


def read_emission(emission_id: UUID) -> Emission:
    """What is to be sent, and to whom."""
    row = queries.emission(emission_id)
    return Emission(Draft.from_json(row.snapshot), row.receipt.number, row.locale.value, row.recipient or "")


def post(emission: Emission, slip: Slip) -> None:
    """Draw the receipt of the snapshot and mail it.

    Raises:
        Outcome: the mail server did not take it.
    """
    with spans.span("draw receipt"):
        paper = pdf.counted(emission.draft, emission.number, emission.locale)
    mail.send(letter.write(emission.draft, emission.number, emission.locale, emission.recipient, paper), slip)


def announce_failure(house: Session, row: OutboxColumns) -> None:
    """Tell the stringer that this receipt will not arrive by itself."""
    notify(row.stringer_id, Kind.MAIL_FAILED, row.subject_id, row.label, house=house)
    _announce(Event.FAILED, house, row)


def announce_mailed(house: Session, row: OutboxColumns) -> None:
    """Tell other programs that this receipt went out."""
    _announce(Event.MAILED, house, row)


def _announce(event: Event, house: Session, row: OutboxColumns) -> None:
    webhooks.announce(event, house=house, stringer_id=row.stringer_id, receipt=row.label)


deliver = Job(
    "receipts.deliver",
    queue="paper",
    timeout_s=900,
    read=read_emission,
    do=post,
    title=_l("Receipt by mail"),
    given_up=announce_failure,
    went_out=announce_mailed,
)
