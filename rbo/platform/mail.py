"""Mail: Flask-Mail builds the letter, our own dialogue hands it over."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from email.utils import parseaddr
from smtplib import SMTPException
from urllib.parse import urlsplit

from flask_mail import Message, sanitize_address

from rbo.platform.config import settings
from rbo.platform.jobs.crash import crash_point
from rbo.platform.jobs.outcomes import GiveUp
from rbo.platform.jobs.slip import Slip
from rbo.platform.metrics.counting import timed
from rbo.platform.metrics.families import SMTP_S
from rbo.platform.smtp import connect
from rbo.platform.traces import spans


def send(message: Message, slip: Slip) -> None:
    """Hand *message* to the mail server, with the Message-ID of its row and the id of the request behind it.

    Raises:
        Outcome: what became of it, if the server did not accept it.
    """
    crash_point("after_drawing")
    sender, recipients = envelope(message)
    if slip.request_id:
        message.extra_headers = {**(message.extra_headers or {}), "X-Request-ID": slip.request_id}
    letter = as_letter(message, slip.message_id)
    with spans.span("hand over letter", spans.Kind.OUTWARD, **{"messaging.message.id": slip.message_id}):
        _hand_over(sender, recipients, letter, slip)


def _hand_over(sender: str, recipients: list[str], letter: bytes, slip: Slip) -> None:
    own_name = urlsplit(settings().public_url).hostname or "localhost"
    with timed(SMTP_S, phase="connect"):
        dialogue = connect(settings(), own_name)
    try:
        with timed(SMTP_S, phase="hand_over"):
            dialogue.deliver(sender, recipients, letter, before_dot=slip.about_to_hand_over)
        with suppress(OSError, SMTPException):
            dialogue.quit()
    finally:
        dialogue.close()


def as_letter(message: Message, message_id: str) -> bytes:
    """The bytes of *message*.

    Raises:
        GiveUp: a header holds a line break.
    """
    if any("\n" in header or "\r" in header for header in _headers(message)):
        raise GiveUp("bad_header")
    message.msgId = message_id
    letter: bytes = message.as_bytes()
    return letter


def envelope(message: Message) -> tuple[str, list[str]]:
    """The bare addresses of the sender and of everybody who gets *message*.

    Raises:
        GiveUp: nobody is to get it, or only an address that ASCII cannot spell.
    """
    recipients = sorted(_address(to) for to in message.send_to)
    if not recipients or not all("@" in address for address in recipients):
        raise GiveUp("no_address")
    return _address(message.sender), recipients


def _address(named: str | tuple[str, str]) -> str:
    try:
        return parseaddr(sanitize_address(named))[1]
    except UnicodeError:
        return ""


def _headers(message: Message) -> Iterator[str]:
    for named in (message.sender, message.reply_to or "", *message.recipients, *message.cc, *message.bcc):
        yield from [named] if isinstance(named, str) else named
    yield str(message.subject)
    for name, value in (message.extra_headers or {}).items():
        yield from (name, str(value))
