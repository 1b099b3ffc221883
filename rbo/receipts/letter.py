"""The letter a receipt travels in: subject, words and file name in one language."""

from __future__ import annotations

from flask_babel import force_locale, gettext
from flask_mail import Message

from rbo.platform.file_names import FORBIDDEN
from rbo.platform.stationery import one_line, sender, templates
from rbo.receipts.draft import Draft
from rbo.receipts.paper.payment import payment_state
from rbo.receipts.paper.words import amount, spaced

LONGEST_NAME = 60
mail = templates("rbo.receipts", "receipts/mail")


def write(draft: Draft, number: str, locale: str, recipient: str, pdf: bytes) -> Message:
    """The letter with its receipt attached, the same for a first sending and for every later one."""
    business = one_line(draft.business.name)
    with force_locale(locale):
        values = words(draft, number, locale)
        message = Message(
            subject=gettext("Receipt %(number)s from %(business)s", number=number, business=business),
            recipients=[recipient],
            sender=sender(business),
            reply_to=draft.business.email,
            body=mail.get_template("letter.txt").render(values),
            html=mail.get_template("letter.html").render(values),
            extra_headers={"Auto-Submitted": "auto-generated"},
        )
        message.attach(file_name(draft, number), "application/pdf", pdf)
    return message


def words(draft: Draft, number: str, locale: str) -> dict[str, object]:
    """What both parts of the letter say."""
    business = draft.business
    street = spaced(business.street, business.house_number)
    contact = (business.name, street, spaced(business.postal_code, business.town))
    return {
        "locale": locale,
        "number": number,
        "client": one_line(draft.client.name),
        "racket": one_line(draft.racket.label),
        "total": amount(draft.total, draft.currency),
        "state": payment_state(draft),
        "thank_you": draft.thank_you,
        "contact": [part for part in (*contact, business.phone, business.email) if part],
    }


def file_name(draft: Draft, number: str) -> str:
    """Receipt 2026-0147 Lena Muster.pdf, in the language that is spoken; a shared one names no client."""
    name = "" if draft.is_shared else draft.client.name
    client = one_line(name.translate(FORBIDDEN))[:LONGEST_NAME].strip()
    return spaced(gettext("Receipt %(number)s", number=number), client) + ".pdf"
