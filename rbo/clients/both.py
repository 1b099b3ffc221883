"""Clients and rackets that one line means, in one statement that looks through each of them once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import CTE, Row, Select, Uuid, cast, false, null, or_, select, true, union_all
from sqlalchemy.orm import contains_eager

from rbo.clients.meaning import Blank, Word, blanks_for, filled_in, meant, rank_of
from rbo.clients.models import ClientProfile, Racket
from rbo.clients.queries import guessed, is_client, is_racket
from rbo.platform.db import db

MOST = 8  # of clients and of rackets
KEPT = 16  # kinds of searches; a statement of six words is a third of a megabyte
Found = Sequence[Row[ClientProfile, Racket | None]]


def find_both(text: str) -> tuple[Sequence[ClientProfile], Sequence[Racket]]:
    """Clients and rackets with their owners that *text* means, the likeliest first; none without words.

    Of clients who are as likely, those in the archive come last.

    Of a racket it names at least one word; the others may be its owner's.
    """
    words = meant(text)
    found = _found(words) if words else ()
    if not found and (words := guessed(words)):
        found = _found(words)
    clients = [client for client, racket in found if racket is None]
    return clients, [racket for _client, racket in found if racket is not None]


def _found(words: Sequence[Word]) -> Found:
    """Clients without a racket first, then rackets with their owners, each the likeliest first."""
    return db.session.execute(statement_for(blanks_for(words)), filled_in(words)).all()


@lru_cache(maxsize=KEPT)
def statement_for(words: tuple[Blank, ...]) -> Select[ClientProfile, Racket | None]:
    """What finds both, kept for the next search of as many words of the same kinds."""
    named = _named(words)
    few = (_first(rows) for rows in (_people(words, named), _rackets(words, named)))
    found = union_all(*few).subquery("found")
    rows = select(ClientProfile, Racket).select_from(found)
    rows = rows.join(ClientProfile, ClientProfile.id == found.c.client_id)
    rows = rows.outerjoin(Racket, Racket.id == found.c.racket_id).options(contains_eager(Racket.client))
    return rows.order_by(found.c.racket_id.is_not(None), *_in_order(found.c))


def _named(words: Sequence[Blank]) -> CTE:
    """The rackets that a word names, and which words do."""
    says = [is_racket(word) for word in words]
    marks = says if len(words) > 1 else [true()]  # of one word, every row says yes
    marked = [said.label(_mark(place)) for place, said in enumerate(marks)]
    return select(Racket.id, Racket.client_id, Racket.alike, *marked).where(or_(*says)).cte("named")


def _people(words: Sequence[Blank], named: CTE) -> Select[Any]:
    owners = [select(named.c.client_id).where(named.c[_mark(place)]) for place in range(len(words))]
    brings = [ClientProfile.id.in_(theirs) for theirs in owners]
    rows = select(
        ClientProfile.id.label("client_id"),
        cast(null(), Uuid).label("racket_id"),
        ClientProfile.archived_at.is_not(None).label("is_archived"),
        rank_of(words, ClientProfile.search).label("rank"),
        ClientProfile.search,
    )
    return rows.where(*(or_(is_client(word), brought) for word, brought in zip(words, brings, strict=True)))


def _rackets(words: Sequence[Blank], named: CTE) -> Select[Any]:
    sounds = [word.sounding for word in words]
    rows = select(
        named.c.client_id,
        named.c.id.label("racket_id"),
        false().label("is_archived"),
        rank_of(sounds, named.c.alike).label("rank"),
        ClientProfile.search,
    )
    rows = rows.join(ClientProfile, ClientProfile.id == named.c.client_id)
    return rows.where(*(or_(named.c[_mark(place)], is_client(word)) for place, word in enumerate(words)))


def _mark(place: int) -> str:
    return f"names_{place}"


def _first(rows: Select[Any]) -> Select[Any]:
    return rows.order_by(*_in_order(rows.selected_columns)).limit(MOST)


def _in_order(columns: Any) -> tuple[Any, ...]:
    return (columns.rank, columns.is_archived, columns.search, columns.client_id, columns.racket_id)
