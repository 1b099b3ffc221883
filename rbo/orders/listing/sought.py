"""Orders that a text means: by client, racket, string, number or receipt number.

Conditions that are not leakproof (LIKE) never use an index under row-level security. So the few rows that may
be meant are found in the small tables first, and their ids lead to the orders.
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


def said_by(text: str) -> list[ColumnElement[bool]]:
    """One condition for each word of *text*, all of which an order has to fulfil."""
    words = _words(text)
    if not words:
        return []
    meant = [Meant(said) for word in words for said in (word.folded, word.typed)]
    looks, filled = _looks(blanks_for(meant)), filled_in(meant)
    labels = labels_in_use()
    return [
        or_(
            _one_of(Order.client_id, client_ids, by_client, filled),
            _one_of(Order.racket_id, racket_ids, by_racket, filled),
            *_strung_with([label for label in labels if word.typed in fold(label)]),
            *_numbered(word),
        )
        for word, (by_client, by_racket), (client_ids, racket_ids) in zip(
            words, looks, _few(looks, filled), strict=True
        )
    ]


def _words(text: str) -> list[Word]:
    typed, folded = fold(text).split(), sought(text)
    if len(folded) < len(typed):  # a phone number in several groups
        return [Word("".join(typed), folded[0])]
    return list(dict.fromkeys(map(Word, typed, folded)))[:MOST_WORDS]


def _looks(blanks: Sequence[Blank]) -> list[tuple[Select[Any], Select[Any]]]:
    """The clients and the rackets that each word may mean, which has a blank for each of the two."""
    return [
        (
            select(ClientProfile.id).where(clients.is_client(folded)),
            select(Racket.id).where(clients.is_racket(typed)),
        )
        for folded, typed in zip(blanks[::2], blanks[1::2], strict=True)
    ]


def _few(looks: Sequence[tuple[Select[Any], Select[Any]]], filled: dict[str, str]) -> Any:
    """Ids of those clients and rackets, one more than few where there are many."""
    few = (rows.limit(FEW + 1).scalar_subquery() for look in looks for rows in look)
    ids = db.session.execute(select(*(func.array(rows, type_=ARRAY(Uuid())) for rows in few)), filled).one()
    return zip(ids[::2], ids[1::2], strict=True)


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
