"""Finding clients and their rackets."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Select, and_, func, literal, or_, select, tuple_
from sqlalchemy.orm import joinedload

from rbo.clients.folding import fold
from rbo.clients.likeness import misspelt_for
from rbo.clients.meaning import Blank, Word, blanks_for, filled_in, meant, rank_of
from rbo.clients.models import ClientProfile, Racket
from rbo.platform.db import db
from rbo.platform.errors import Conflict, Missing

BY_NAME = (ClientProfile.search, ClientProfile.id)  # the folded last name comes first in it


def by_id(client_id: UUID) -> ClientProfile:
    """One client.

    Raises:
        Missing: there is none of this id in the book.
    """
    client = db.session.scalars(select(ClientProfile).where(ClientProfile.id == client_id)).one_or_none()
    if client is None:
        raise Missing
    return client


def hold(client: ClientProfile) -> None:
    """Let nobody erase *client* before the transaction ends, since a receipt may be about to name them.

    Raises:
        Conflict: somebody changed or erased them since they were read.
    """
    version = select(ClientProfile.version).where(ClientProfile.id == client.id)
    if db.session.scalar(version.with_for_update(read=True, key_share=True)) != client.version:
        raise Conflict(_("This client was changed meanwhile. Reload the page."))


def myself() -> ClientProfile | None:
    """The stringer's own profile, once there is one."""
    return db.session.scalars(select(ClientProfile).where(ClientProfile.is_self_for_stringer)).one_or_none()


def find(text: str, limit: int = 8, *, archived: bool = False) -> Sequence[ClientProfile]:
    """Clients that *text* means, the likeliest first; with *archived* those in the archive too, last.

    Every word is in a name, a nickname, an email or a phone number, or on one of their rackets; where nobody
    is written so, in what looks alike.
    """
    words = meant(text)
    found = _likeliest(words, limit, archived=archived)
    if not found and (words := guessed(words)):
        found = _likeliest(words, limit, archived=archived)
    return found


def by_name(text: str, after: UUID | None, limit: int) -> Sequence[ClientProfile]:
    """The same clients by their names, those behind *after*; a list that a program reads to its end."""
    words = meant(text)
    if words and not _in_line(words, None, 1):
        words = guessed(words) or words
    return _in_line(words, after, limit)


def guessed(words: Sequence[Word]) -> list[Word]:
    """The same words, each with those of the book it may be misspelt for; none where there are none."""
    known = _known() if words else set()
    guess = [Word(word.text, misspelt_for(word.text, known)) for word in words]
    return guess if any(word.instead for word in guess) else []


def is_client(word: Blank) -> ColumnElement[bool]:
    """Whether a client is called so."""
    said = word.is_in(ClientProfile.search)
    return said if word.is_short else or_(said, word.sounding.is_in(ClientProfile.alike))


def is_racket(word: Blank) -> ColumnElement[bool]:
    """Whether a racket is called so; what is left of the sound of a short word has to begin one of its own.

    Else zoe, which sounds like zo, would be every Ezone.
    """
    said = word.sounding.is_in(Racket.alike)
    if word.instead or not word.sounds_otherwise:
        return said
    written = func.lower(func.concat_ws(" ", Racket.label, Racket.instance_id, Racket.serial))
    is_meant = or_(word.sounding.begins_in(Racket.alike), word.is_in(written))
    return and_(said, is_meant)


def rackets_of(client: ClientProfile) -> Sequence[Racket]:
    """Frames of *client*, those in rotation first, the newest on top."""
    rows = select(Racket).where(Racket.client_id == client.id)
    return db.session.scalars(rows.order_by(Racket.retired_at.is_not(None), Racket.created_at.desc())).all()


def frames_of(client: ClientProfile) -> Sequence[Racket]:
    """Frames of *client* in rotation, the newest on top, each with its model of the catalogue."""
    rows = select(Racket).where(Racket.client_id == client.id, Racket.retired_at.is_(None))
    rows = rows.options(joinedload(Racket.model)).order_by(Racket.created_at.desc(), Racket.id.desc())
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


def is_taken(instance_id: str, client_id: UUID, but_by: UUID | None) -> bool:
    """Whether a frame of the client has this short id, other than *but_by*."""
    same = (Racket.client_id == client_id, func.lower(Racket.instance_id) == instance_id.lower())
    others = select(Racket.id).where(*same, Racket.id.is_distinct_from(but_by))
    return db.session.scalars(others).first() is not None


def _who(words: Sequence[Blank]) -> Select[ClientProfile]:
    rows = select(ClientProfile)
    for word in words:
        owners = select(Racket.client_id).where(is_racket(word))
        rows = rows.where(or_(is_client(word), ClientProfile.id.in_(owners)))
    return rows


def _likeliest(words: Sequence[Word], limit: int, *, archived: bool = False) -> Sequence[ClientProfile]:
    blanks = blanks_for(words)
    rows = _who(blanks) if archived else _who(blanks).where(ClientProfile.archived_at.is_(None))
    rank = rank_of(blanks, ClientProfile.search)
    rows = rows.order_by(ClientProfile.archived_at.is_not(None), rank, *BY_NAME)
    return db.session.scalars(rows.limit(limit), filled_in(words)).all()


def _in_line(words: Sequence[Word], after: UUID | None, limit: int) -> Sequence[ClientProfile]:
    rows = _who(blanks_for(words)).where(ClientProfile.archived_at.is_(None))
    if after is not None:
        last = select(ClientProfile.search).where(ClientProfile.id == after).scalar_subquery()
        rows = rows.where(tuple_(*BY_NAME) > tuple_(last, literal(after)))
    return db.session.scalars(rows.order_by(*BY_NAME).limit(limit), filled_in(words)).all()


def _known() -> set[str]:
    """Every word of a name or of a racket in the book."""
    names = select(func.string_agg(ClientProfile.search, " ")).scalar_subquery()
    labels = select(Racket.label).distinct().subquery("labels")  # hashed; `distinct` inside would sort all
    rackets = select(func.string_agg(labels.c.label, " ")).scalar_subquery()
    said, named = db.session.execute(select(names, rackets)).one()
    words = {*(said or "").split(), *fold(named or "").split()}
    joined = (word for word in words if "-" in word and word.replace("-", "").isalpha())
    return {*filter(str.isalpha, words), *joined}
