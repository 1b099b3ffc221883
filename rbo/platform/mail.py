"""Mail: Flask-Mail builds the letter, our own dialogue hands it over."""

from __future__ import annotations

from contextlib import suppress
from email.utils import parseaddr
from smtplib import SMTPException
from urllib.parse import urlsplit

from flask_mail import Message, sanitize_address

from rbo.platform.config import settings
from rbo.platform.jobs.crash import crash_point
from rbo.platform.jobs.outcomes import GiveUp
from rbo.platform.jobs.slip import Slip
from rbo.platform.smtp import connect


def send(message: Message, slip: Slip) -> None:
    """Hand *message* to the mail server, with the Message-ID of its row.

    Raises:
        Outcome: what became of it, if the server did not accept it.
    """
    crash_point("after_drawing")
    letter = as_letter(message, slip.message_id)
    sender, recipients = _address(message.sender), sorted(_address(to) for to in message.send_to)
    own_name = urlsplit(settings().public_url).hostname or "localhost"
    dialogue = connect(settings(), own_name)
    try:
        dialogue.deliver(sender, recipients, letter, before_dot=slip.about_to_hand_over)
        with suppress(OSError, SMTPException):
            dialogue.quit()
    finally:
        dialogue.close()


def as_letter(message: Message, message_id: str) -> bytes:
    """The bytes of *message*.

    Raises:
        GiveUp: a header holds a line break, or nobody is to get it.
    """
    headers = [*(message.extra_headers or {}).items(), ("", message.subject)]
    if message.has_bad_headers() or any("\n" in text or "\r" in text for pair in headers for text in pair):
        raise GiveUp("bad_header")
    if not message.send_to:
        raise GiveUp("no_address")
    message.msgId = message_id
    letter: bytes = message.as_bytes()
    return letter


def _address(named: str | tuple[str, str]) -> str:
    if any("\n" in part or "\r" in part for part in ([named] if isinstance(named, str) else named)):
        raise GiveUp("bad_header")
    address = parseaddr(sanitize_address(named))[1]
    if "@" not in address:
        raise GiveUp("no_address")
    return address
