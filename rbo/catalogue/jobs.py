"""Mailing admins that a model waits for their decision."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask_babel import lazy_gettext as _l

from rbo.catalogue import letter, offers
from rbo.catalogue.models import SubmissionStatus
from rbo.platform import mail
from rbo.platform.jobs.job import Job
from rbo.platform.jobs.outcomes import Abort
from rbo.platform.jobs.slip import Slip
from rbo.stringers import queries as stringers


@dataclass(frozen=True)
class Offer:
    """What was submitted."""

    submission_id: UUID
    name: str


def read_offer(submission_id: UUID) -> Offer:
    """The model that waits.

    Raises:
        Abort: it was withdrawn, or decided on.
    """
    found = offers.by_id(submission_id)
    if found is None or found.status is not SubmissionStatus.PENDING:
        raise Abort("not_wanted")
    return Offer(submission_id, offers.model_of(found).full_name)


def post(offer: Offer, slip: Slip) -> None:
    """Mail it to one admin.

    Raises:
        Outcome: who was to get it is no admin any more, or the mail server did not take it.
    """
    letterbox = stringers.letterbox_of_admin(slip.id_of("admin"))
    if letterbox is None:
        raise Abort("not_wanted")
    mail.send(letter.write(offer.name, offer.submission_id, *letterbox), slip)


announce = Job(
    "catalogue.announce",
    queue="paper",
    timeout_s=120,
    read=read_offer,
    do=post,
    title=_l("Submission, mail to an admin"),
)
