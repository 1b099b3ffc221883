"""The letter that invites a client to their own pages."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask_babel import force_locale, gettext
from flask_mail import Message

from rbo.platform.stationery import one_line, sender, templates

mail = templates("rbo.portal", "portal/mail")


@dataclass(frozen=True)
class Invitation:
    """Who invites whom; *person_id* is the human nobody has claimed yet."""

    stringer_id: UUID
    person_id: UUID | None
    business: str
    reply_to: str
    first_name: str
    email: str
    locale: str


def write(invitation: Invitation, link: str) -> Message:
    """The letter with its *link*, the same whether the human is known here or not."""
    business = one_line(invitation.business)
    values = {
        "locale": invitation.locale,
        "business": business,
        "first_name": one_line(invitation.first_name),
        "link": link,
    }
    with force_locale(invitation.locale):
        return Message(
            subject=gettext("Your stringjobs at %(business)s", business=business),
            recipients=[invitation.email],
            sender=sender(business),
            reply_to=invitation.reply_to,
            body=mail.get_template("letter.txt").render(values),
            html=mail.get_template("letter.html").render(values),
            extra_headers={"Auto-Submitted": "auto-generated"},
        )
