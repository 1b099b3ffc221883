"""Finding clients and their rackets."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Select, select, tuple_
from sqlalchemy.orm import joinedload

from rbo.clients.folding import sought
from rbo.clients.models import ClientProfile, Racket
from rbo.platform.db import db
from rbo.platform.errors import Missing

BY_NAME = (ClientProfile.search, ClientProfile.id)  # the folded last name comes first in it


def by_id(client_id: UUID) -> ClientProfile:
    """One client.

    Raises:
        Missing: there is none of this id in the book.
    """
    return _one(select(ClientProfile).where(ClientProfile.id == client_id))


def myself() -> ClientProfile | None:
    """The stringer's own profile, once there is one."""
    return db.session.scalars(select(ClientProfile).where(ClientProfile.is_self_for_stringer)).one_or_none()


def find(text: str, limit: int = 8) -> Sequence[ClientProfile]:
    """Clients whose name, nickname, email or phone hold every word of *text*, by last name."""
    return db.session.scalars(_by_name(text).limit(limit)).all()


def page(text: str = "", after: ClientProfile | None = None, limit: int = 50) -> Sequence[ClientProfile]:
    """One page of clients by last name, beginning behind *after*."""
    rows = _by_name(text)
    if after is not None:
        rows = rows.where(tuple_(*BY_NAME) > tuple_(after.search, after.id))
    return db.session.scalars(rows.limit(limit)).all()


def rackets_of(client: ClientProfile) -> Sequence[Racket]:
    """Frames of *client*, those in rotation first, the newest on top."""
    rows = select(Racket).where(Racket.client_id == client.id)
    return db.session.scalars(rows.order_by(Racket.retired_at.is_not(None), Racket.created_at.desc())).all()


def frames_of(client: ClientProfile) -> Sequence[Racket]:
    """Frames of *client* in rotation, the newest on top, each with its model of the catalogue."""
    rows = select(Racket).where(Racket.client_id == client.id, Racket.retired_at.is_(None))
    rows = rows.options(joinedload(Racket.model)).order_by(Racket.created_at.desc())
    return db.session.scalars(rows).all()


def racket_by_id(racket_id: UUID) -> Racket:
    """One racket.

    Raises:
        Missing: there is none of this id in the book.
    """
    racket = db.session.scalars(select(Racket).where(Racket.id == racket_id)).one_or_none()
    if racket is None:
        raise Missing
    return racket


def racket_of(client: ClientProfile, racket_id: UUID) -> Racket:
    """One racket of *client*, with its model of the catalogue.

    Raises:
        Missing: this client has none of this id.
    """
    rows = select(Racket).where(Racket.id == racket_id, Racket.client_id == client.id)
    racket = db.session.scalars(rows.options(joinedload(Racket.model))).one_or_none()
    if racket is None:
        raise Missing
    return racket


def _one(rows: Select[ClientProfile]) -> ClientProfile:
    client = db.session.scalars(rows).one_or_none()
    if client is None:
        raise Missing
    return client


def _by_name(text: str) -> Select[ClientProfile]:
    rows = select(ClientProfile).where(ClientProfile.archived_at.is_(None))
    for words in sought(text):
        rows = rows.where(ClientProfile.search.contains(words, autoescape=True))
    return rows.order_by(*BY_NAME)
