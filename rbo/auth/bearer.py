"""Whose book a program opens, by the token it sends: `Authorization: Bearer …`, read here and nowhere else.

An access token of gotrue reaches as far as its owner does on a page, and ends with their login. A personal
token (`rbo_<stringer>_<secret>`) is told by its beginning and reaches as far as its scopes say.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import request
from flask_babel import gettext as _

from rbo.auth import personal
from rbo.auth.models import Reach, Visitor
from rbo.auth.personal import Program
from rbo.auth.queries import Known
from rbo.auth.recognition import known_by
from rbo.platform.errors import Refused
from rbo.platform.security import SAFE_METHODS
from rbo.stringers.models import Status, Stringer

SCHEME = "bearer"
EVERYTHING = frozenset(Reach)


@dataclass(frozen=True)
class Bearer:
    """The book that is opened, and what may be done in it: by a login, or by a *program* of its own token."""

    stringer_id: UUID
    reach: frozenset[Reach]
    visitor: Visitor | None = None
    known: Known | None = None
    program: Program | None = None


class Unauthorized(Refused):
    """Nobody whom this installation knows."""

    status = 401


class Forbidden(Refused):
    """Somebody who may not do this."""

    status = 403


class OnlyReads(Forbidden):
    """The token reads and changes nothing."""


class NoBook(Forbidden):
    """There is no book that programs could read, or it is closed."""


def bearer() -> Bearer:
    """Who asks, and may do what they ask for.

    Raises:
        Unauthorized: there is no token, or it is not believed, or not any more.
        NoBook: it is a client's, who strings nothing.
        OnlyReads: it may not change what this request would.
        TooManyTries: there were many wrong personal tokens from there.
    """
    token = _token()
    found = _by_itself(token) if personal.is_personal(token) else _by_login(token)
    needed = Reach.READ if request.method in SAFE_METHODS else Reach.WRITE
    if needed not in found.reach:
        raise OnlyReads(_("This token only reads. Make one that may write in your settings."))
    return found


def refuse_closed_book(me: Stringer) -> None:
    """Programs go no further than their owner would on a page.

    Raises:
        NoBook: the profile is not filled in, or the book is closed.
    """
    if me.status is Status.DEACTIVATED:
        raise NoBook(_("This book is closed. Sign in to open it again."))
    if not me.has_profile:
        raise NoBook(_("This book is not begun yet. Sign in and fill in the profile."))


def _token() -> str:
    scheme, _space, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == SCHEME else ""


def _by_itself(token: str) -> Bearer:
    program = personal.program_of(token, request.remote_addr)
    if program is None:
        raise _unauthorized()
    return Bearer(program.stringer_id, program.scopes, program=program)


def _unauthorized() -> Unauthorized:
    return Unauthorized(_("Send a valid token: Authorization: Bearer …"))


def _by_login(token: str) -> Bearer:
    found = known_by(token) if token else None
    if found is None:
        raise _unauthorized()
    visitor, known = found
    if visitor.stringer_id is None:
        raise NoBook(_("This login has no book: it is a client’s."))
    return Bearer(visitor.stringer_id, EVERYTHING, visitor, known)
