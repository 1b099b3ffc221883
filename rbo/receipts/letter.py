"""The letter a receipt travels in: subject, words and file name in one language."""

from __future__ import annotations

from email.utils import quote

from flask_babel import force_locale, gettext
from flask_mail import Message

from rbo.platform.config import settings
from rbo.platform.stationery import templates
from rbo.receipts.draft import Draft
from rbo.receipts.paper.payment import payment_state
from rbo.receipts.paper.words import amount, spaced

FORBIDDEN_IN_NAMES = str.maketrans('\\/:*?"<>|', "         ")
LONGEST_NAME = 60
mail = templates("rbo.receipts", "receipts/mail")


def write(draft: Draft, number: str, locale: str, recipient: str, pdf: bytes) -> Message:
    """The letter with its receipt attached, the same for a first sending and for every later one."""
    sender = one_line(draft.business.name)
    with force_locale(locale):
        values = words(draft, number, locale)
        message = Message(
            subject=gettext("Receipt %(number)s from %(business)s", number=number, business=sender),
            recipients=[recipient],
            sender=f'"{quote(sender)}" <{settings().smtp_from}>',  # a pair would not be quoted
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
    """Receipt 2026-0147 Lena Muster.pdf, in the language that is spoken."""
    client = one_line(draft.client.name.translate(FORBIDDEN_IN_NAMES))[:LONGEST_NAME].strip()
    return spaced(gettext("Receipt %(number)s", number=number), client) + ".pdf"


def one_line(text: str) -> str:
    """*text* without breaks, fit for a header."""
    return " ".join("".join(sign for sign in text if sign.isprintable() or sign.isspace()).split())
