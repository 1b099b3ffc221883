"""Personal tokens: `rbo_<stringer>_<secret>`, told once, known again by their hash.

The secret has 192 bits of chance, so that one round of SHA-256 keeps it: nobody tries them all, and there is
no list of likely ones to try. A slow hash or a key to decrypt by would guard nothing more.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
import re
import secrets
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from sqlalchemy import update

from rbo.auth import queries
from rbo.auth.answers import slow_down
from rbo.auth.models import PersonalToken, Reach
from rbo.platform import afterwards, clock
from rbo.platform.config import settings
from rbo.platform.db import db
from rbo.platform.ids import new_id
from rbo.platform.throttle import Rule, address_range, throttle

BEGINNING = "rbo_"
SECRET_BYTES, HINT = 24, 8
FORM = re.compile(r"rbo_([0-9a-f]{32})_([0-9a-f]{48})")
SEEN_EVERY = timedelta(minutes=1)
WRONG = Rule("personal-token", free=10, longest_s=300, forget_s=3600)
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Program:
    """A program that came with a live token, and what it may do.

    *is_stale* says that it is time to note again that the token is in use.
    """

    token_id: UUID
    stringer_id: UUID
    role: str
    scopes: frozenset[Reach]
    is_stale: bool


@dataclass(frozen=True)
class Told:
    """A new token, in full for the only time."""

    row: PersonalToken
    token: str = field(repr=False)


def make(name: str, *, may_write: bool, good_for: timedelta | None) -> Told:
    """A token for the open book; *good_for* ever where it is None."""
    secret = secrets.token_hex(SECRET_BYTES)
    row = PersonalToken(
        id=new_id(),
        name=name,
        hint=secret[:HINT],
        token_hash=_hash(secret),
        scopes=[Reach.READ, Reach.WRITE] if may_write else [Reach.READ],
        expires_at=clock.now() + good_for if good_for else None,
        created_at=clock.now(),
    )
    db.session.add(row)
    db.session.flush()
    afterwards.say(db.session(), log.info, "token of a program made")
    return Told(row, f"{BEGINNING}{row.stringer_id.hex}_{secret}")


def revoke(token: PersonalToken) -> None:
    """End it at once."""
    token.revoked_at = clock.now()
    afterwards.say(db.session(), log.info, "token of a program ended")


def is_personal(token: str) -> bool:
    """Whether *token* says of itself that it is one of these."""
    return token.startswith(BEGINNING)


def program_of(token: str, address: str | None) -> Program | None:
    """Who comes with *token* from *address*; None when it is wrong, revoked, too old or its book is closed.

    Raises:
        TooManyTries: there were many wrong ones from there.
    """
    parts = FORM.fullmatch(token)
    stringer_id, secret = (UUID(hex=parts[1]), parts[2]) if parts else (None, "")
    kept = queries.token_owner(stringer_id, secret[:HINT]) if stringer_id else None
    if stringer_id is None or kept is None or not hmac.compare_digest(kept.token_hash, _hash(secret)):
        slow_down(throttle(settings().redis_url).take(WRONG, address_range(address)))
        return None
    is_stale = kept.last_used_at is None or clock.now() - kept.last_used_at > SEEN_EVERY
    return Program(kept.token_id, stringer_id, kept.role, frozenset(map(Reach, kept.scopes)), is_stale)


def touch(program: Program) -> None:
    """Note in the open book that the token is in use."""
    used = update(PersonalToken).where(PersonalToken.id == program.token_id)
    db.session.execute(used.values(last_used_at=clock.now()))


def _hash(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()
