"""The letters that the mail catcher kept, newest first; each is a file."""

import email
import email.policy
import re
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path

from rbo.platform.ids import new_id

NAME = re.compile(r"[0-9a-f-]{36}")


@dataclass(frozen=True)
class Letter:
    """One caught message."""

    name: str
    message: EmailMessage

    @property
    def subject(self) -> str:
        """What it is about."""
        return str(self.message["subject"] or "")

    @property
    def recipients(self) -> str:
        """Whom it went to."""
        return str(self.message["to"] or "")

    @property
    def sent_at(self) -> datetime | None:
        """When its sender dated it."""
        return getattr(self.message["date"], "datetime", None)

    @property
    def text(self) -> str:
        """Its words, without any markup."""
        part = self.message.get_body(("plain",))
        return str(part.get_content()) if part else ""

    @property
    def attachments(self) -> list[EmailMessage]:
        """Its enclosures."""
        return list(self.message.iter_attachments())


def keep(folder: Path, content: bytes) -> None:
    """Keep a message as it came."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    (folder / f"{new_id()}.eml").write_bytes(content)


def letters(folder: Path, limit: int = 200) -> list[Letter]:
    """The newest letters."""
    newest = sorted(folder.glob("*.eml"), reverse=True)[:limit]
    return [_read(path) for path in newest]


def letter(folder: Path, name: str) -> Letter | None:
    """One letter."""
    path = folder / f"{name}.eml"
    return _read(path) if NAME.fullmatch(name) and path.exists() else None


def _read(path: Path) -> Letter:
    message = email.message_from_bytes(path.read_bytes(), _class=EmailMessage, policy=email.policy.default)
    return Letter(path.stem, message)
