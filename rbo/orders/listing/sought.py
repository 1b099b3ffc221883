"""Orders that a text means: by client, racket, string, number or receipt number.

Conditions that are not leakproof (strpos, LIKE) never use an index under row-level security. So the few rows
that may be meant are found in the small tables first, and their ids lead to the orders.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Select,
    String,
    Uuid,
    and_,
    any_,
    func,
    literal,
    or_,
    select,
)

from rbo.clients import queries as clients
from rbo.clients.folding import fold, sought
from rbo.clients.meaning import MOST_WORDS, Blank, blanks_for, filled_in
from rbo.clients.meaning import Word as Meant
from rbo.clients.models import ClientProfile, Racket
from rbo.orders.listing.labels import labels_in_use
from rbo.orders.models import Order
from rbo.platform.db import db
from rbo.receipts.models import Receipt

FEW = 500  # ids that are worth being looked up one by one
LONGEST_NUMBER = 9
RECEIPT = re.compile(r"(\d{4})-(\d{1,9})")
TABLE = Order.__table__.c


@dataclass(frozen=True)
class Word:
    """One word of a search: as typed, and as the names of clients are folded."""

    typed: str
    folded: str


@dataclass(frozen=True)
class Look:
    """The clients and the rackets that one word may mean."""

    clients: Select[Any]
    rackets: Select[Any]


@dataclass(frozen=True)
class Few:
    """The ids of some of them."""

    clients: Sequence[UUID]
    rackets: Sequence[UUID]


def said_by(text: str) -> list[ColumnElement[bool]]:
    """One condition for each word of *text*, all of which an order has to fulfil."""
    words = _words(text)
    if not words:
        return []
    meant = [*(Meant(word.folded) for word in words), *(Meant(word.typed) for word in words)]
    looks, filled = _looks(blanks_for(meant)), filled_in(meant)
    labels = labels_in_use()
    return [
        or_(
            _one_of(Order.client_id, few.clients, look.clients, filled),
            _one_of(Order.racket_id, few.rackets, look.rackets, filled),
            *_strung_with([label for label in labels if word.typed in fold(label)]),
            *_numbered(word),
        )
        for word, look, few in zip(words, looks, _few(looks, filled), strict=True)
    ]


def _words(text: str) -> list[Word]:
    typed, folded = fold(text).split(), sought(text)
    if len(folded) < len(typed):  # a phone number in several groups
        return [Word("".join(typed), folded[0])]
    return list(dict.fromkeys(map(Word, typed, folded)))[:MOST_WORDS]


def _looks(blanks: Sequence[Blank]) -> list[Look]:
    """What to look for; of *blanks* the first half is for words as names are folded, the other as typed."""
    half = len(blanks) // 2
    return [
        Look(
            select(ClientProfile.id).where(clients.is_client(folded)),
            select(Racket.id).where(clients.is_racket(typed)),
        )
        for folded, typed in zip(blanks[:half], blanks[half:], strict=True)
    ]


def _few(looks: Sequence[Look], filled: dict[str, str]) -> list[Few]:
    """What is found of each, one more than few where there are many."""
    rows = (rows.limit(FEW + 1).scalar_subquery() for look in looks for rows in (look.clients, look.rackets))
    ids = db.session.execute(select(*(func.array(few, type_=ARRAY(Uuid())) for few in rows)), filled).one()
    return list(map(Few, ids[::2], ids[1::2]))


def _one_of(
    column: Any, ids: Sequence[UUID], all_of_them: Select[Any], filled: dict[str, str]
) -> ColumnElement[bool]:
    few: ColumnElement[bool] = column == any_(literal(list(ids), ARRAY(Uuid())))
    return few if len(ids) <= FEW else column.in_(all_of_them.params(filled))


def _strung_with(labels: Sequence[str]) -> Iterator[ColumnElement[bool]]:
    if labels:
        named = any_(literal(list(labels), ARRAY(String())))
        yield TABLE.main_label == named
        yield and_(TABLE.cross_label == named, TABLE.cross_label != TABLE.main_label)


def _numbered(word: Word) -> Iterator[ColumnElement[bool]]:
    number = word.typed.removeprefix("#")
    if number.isdecimal() and len(number) <= LONGEST_NUMBER:
        yield Order.number == int(number)
    if parts := RECEIPT.fullmatch(word.typed):
        year, seq = map(int, parts.groups())
        receipt = select(Receipt.id).where(Receipt.year == year, Receipt.seq == seq)
        yield Order.receipt_id == receipt.scalar_subquery()
