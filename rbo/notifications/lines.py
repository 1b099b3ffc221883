"""How a notification reads in the inbox: its icon, its sentence, the page it leads to, its day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from flask_babel import get_timezone, ngettext
from flask_babel import lazy_gettext as _

from rbo.notifications.models import Kind, Notification


@dataclass(frozen=True)
class Wording:
    """What every notification of one kind has; *place* is an address that takes the id of the subject."""

    icon: str
    sentence: str
    place: str


WORDINGS = {
    Kind.SHARE_GRANTED: Wording("share", _("A stringjob was shared with you"), "/shared/news?about={}"),
    Kind.SHARE_REVOKED: Wording("share", _("A stringjob is not shared with you any more"), "/shared"),
    Kind.EVERYTHING_GRANTED: Wording(
        "share", _("A client shares everything with you"), "/shared/news?about={}"
    ),
    Kind.EVERYTHING_REVOKED: Wording(
        "share", _("A client does not share everything with you any more"), "/shared"
    ),
    Kind.SUBMISSION_PENDING: Wording(
        "book", _("A model was submitted for the catalogue"), "/admin/submissions/{}"
    ),
    Kind.SUBMISSION_DECIDED: Wording(
        "book", _("The model you submitted was decided on"), "/catalogue/submissions/{}"
    ),
    Kind.EXPORT_READY: Wording("file", _("Your export is ready"), "/exports"),
    Kind.MAIL_FAILED: Wording("mail", _("A receipt could not be mailed"), "/orders/letters/{}"),
    Kind.WEBHOOK_PAUSED: Wording(
        "share", _("A webhook was paused: nobody listens there"), "/settings/webhooks/{}"
    ),
}


def wording_of(line: Notification) -> Wording:
    """How a line reads and the address of its page; several that were shared at once lead to their list."""
    if line.how_many == 1 or line.kind is not Kind.SHARE_GRANTED:
        wording = WORDINGS[line.kind]
        return replace(wording, place=wording.place.format(line.subject_id))
    many = ngettext(
        "%(num)d stringjob was shared with you", "%(num)d stringjobs were shared with you", line.how_many
    )
    return Wording("share", many, f"/shared?source={line.acting_stringer_id}")


def by_day(notifications: Iterable[Notification]) -> Sequence[tuple[date, Sequence[Notification]]]:
    """Notifications in their order under the days they came on, in the reader's time zone."""
    days = groupby(notifications, lambda line: line.created_at.astimezone(get_timezone()).date())
    return [(day, list(lines)) for day, lines in days]
