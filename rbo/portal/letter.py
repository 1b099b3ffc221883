"""Letters to clients: the invitation to their own pages, and a new link to one order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from flask_babel import force_locale, gettext
from flask_mail import Message

from rbo.platform.stationery import one_line, sender, templates
from rbo.receipts.draft import Draft

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


@dataclass(frozen=True)
class NewLink:
    """Where a link leads that was asked for, and the order it shows."""

    address: str
    draft: Draft


@dataclass(frozen=True)
class _Words:
    """What a letter says: one sentence, what to press, and the small print."""

    subject: str
    said: str
    action: str
    notes: Sequence[str]


def invite(invitation: Invitation, link: str) -> Message:
    """The letter with its *link*, the same whether the human is known here or not."""
    business = one_line(invitation.business)
    with force_locale(invitation.locale):
        words = _Words(
            subject=gettext("Your stringjobs at %(business)s", business=business),
            said=gettext(
                "%(business)s shows you your stringjobs: what is ready, strings, tensions and every receipt.",
                business=business,
            ),
            action=gettext("See my stringjobs"),
            notes=(
                gettext("The link works once, within 14 days. There is no password."),
                gettext("Not you? Then ignore this mail; nothing happens."),
            ),
        )
        message = _letter(words, link, invitation.first_name, invitation.locale)
    return _addressed(message, business, invitation.email, invitation.reply_to)


def link_again(new: NewLink) -> Message:
    """The letter with a new link to one order."""
    business, racket = one_line(new.draft.business.name), one_line(new.draft.racket.label)
    with force_locale(new.draft.locale):
        words = _Words(
            subject=gettext("New link from %(business)s", business=business),
            said=gettext("Here is the new link to your racket: %(racket)s.", racket=racket),
            action=gettext("Open the link"),
            notes=(gettext("Somebody opened the old link, which is too old, and asked for this mail."),),
        )
        message = _letter(words, new.address, new.draft.client.name, new.draft.locale)
    return _addressed(message, business, new.draft.client.email or "", new.draft.business.email or "")


def _letter(words: _Words, link: str, name: str, locale: str) -> Message:
    values = {"words": words, "link": link, "name": one_line(name), "locale": locale}
    return Message(
        subject=words.subject,
        body=mail.get_template("letter.txt").render(values),
        html=mail.get_template("letter.html").render(values),
        extra_headers={"Auto-Submitted": "auto-generated"},
    )


def _addressed(message: Message, business: str, email: str, reply_to: str) -> Message:
    message.recipients, message.sender, message.reply_to = [email], sender(business), reply_to or None
    return message
