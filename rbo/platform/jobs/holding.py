"""The hold: after a restore no mail leaves until somebody has looked at what would be sent."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import delete, func, update

from rbo.platform import audit
from rbo.platform.db import system_session
from rbo.platform.jobs.models import Outbox, Pause
from rbo.platform.jobs.states import OutboxState

HELD = "held"  # a pause beside those of the channels: of the books' mail, while sign-in links still go out
UNTIL = datetime(9999, 12, 31, tzinfo=UTC)
REASON = "restored"


class Fate(StrEnum):
    """What becomes of the mail that was promised before the moment of the restore."""

    SEND = "send"
    DROP = "drop"


FATES: dict[Fate, dict[str, object]] = {
    Fate.SEND: {"state": OutboxState.QUEUED, "attempt": 0, "next_at": func.now()},
    Fate.DROP: {"state": OutboxState.ABORTED, "done_at": func.now(), "last_error_class": "discarded"},
}


def release(fate: Fate) -> int:
    """End the hold, and send or drop what was withheld; gives the number of those letters."""
    with system_session() as session:
        session.execute(delete(Pause).where(Pause.channel == HELD))
        withheld = (Outbox.state == OutboxState.WITHHELD, Outbox.last_error_class == REASON)
        decided = update(Outbox).where(*withheld).values(FATES[fate]).returning(Outbox.id)
        count = len(session.scalars(decided).all())
        known = {"fate": fate, "letters": count}
        audit.note(session, "mail_released", reason=audit.Purpose.SITE, detail=known)
        return count
