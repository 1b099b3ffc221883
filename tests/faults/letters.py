"""The smallest job there is: a letter with an attachment, to whoever the subject names."""

from __future__ import annotations

from uuid import UUID

from flask_mail import Attachment, Message

from rbo.platform import mail
from rbo.platform.jobs.job import Job
from rbo.platform.jobs.slip import Slip

PAPER = b"%PDF-1.7 " + bytes(range(256)) * 40


def read(subject_id: UUID) -> str:
    """The address of the subject."""
    return f"client.{subject_id.hex[:8]}@example.com"


def post(address: str, slip: Slip) -> None:
    """Mail it."""
    paper = Attachment("receipt.pdf", "application/pdf", PAPER)
    letter = Message("Your racket", [address], body="Ready.", html="<p>Ready.</p>", attachments=[paper])
    mail.send(letter, slip)


letter = Job("tests.letter", queue="paper", timeout_s=900, read=read, do=post)
