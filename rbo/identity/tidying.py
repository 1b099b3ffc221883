"""What is over is thrown away, a little with every letter."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import String, cast, delete, exists, func, select, union_all, update
from sqlalchemy.orm import Session as Store

from rbo.identity.models import Letter, LetterOutbox, OneTimeToken, Session, User
from rbo.identity.sessions import LONGEST
from rbo.platform import clock

KEPT = timedelta(days=7)
SUBJECT = LetterOutbox.payload["subject_id"].astext


def tidy(store: Store) -> None:
    """Throw away tokens, letters and logins that have been over for a week."""
    week_ago = clock.now() - KEPT
    store.execute(delete(OneTimeToken).where(OneTimeToken.expires_at < week_ago))
    store.execute(
        delete(Session).where((Session.ended_at < week_ago) | (Session.created_at < week_ago - LONGEST))
    )
    store.execute(delete(LetterOutbox).where(LetterOutbox.done_at < week_ago))
    waits = select(LetterOutbox.id).where(cast(Letter.id, String) == SUBJECT)
    store.execute(delete(Letter).where(Letter.created_at < week_ago, ~exists(waits)))


def forget_letters_to(store: Store, email: str) -> None:
    """Throw away whatever was asked for by *email*, and what its mail server said."""
    theirs = func.lower(Letter.email) == email.lower()
    logins = select(cast(Session.id, String)).join(User, User.id == Session.user_id)
    logins = logins.where(func.lower(User.email) == email.lower())
    about = union_all(select(cast(Letter.id, String)).where(theirs), logins)
    said = update(LetterOutbox).where(SUBJECT.in_(about))
    store.execute(said.values(last_error=None), execution_options={"synchronize_session": False})
    store.execute(delete(Letter).where(theirs), execution_options={"synchronize_session": False})
