"""What was changed in a row, in words: each point with what it was and what it became."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Any, Protocol
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import select

from rbo.platform.db import db
from rbo.platform.history import Change, Deed
from rbo.platform.words import day

NOTHING = "–"
MOST = 100
AN_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
A_DAY = re.compile(r"\d{4}-\d\d-\d\d")
Point = Callable[[str], str]
Written = Callable[[Any], str]
Figures = Mapping[str, Written]
Value = str | int | bool | None
NO_FIGURES: Figures = {}


class Changed(Protocol):
    """Anything that says what columns of a row were and became, as a line of the history does."""

    @property
    def columns(self) -> Mapping[str, Any] | None: ...


def told_of(row_id: UUID, said: Callable[[Change], list[str]]) -> Sequence[tuple[Change, list[str]]]:
    """The last changes of what a row says that have words, the latest first, each with its sentences."""
    rows = select(Change).where(Change.row_id == row_id, Change.deed == Deed.CHANGED)
    latest = rows.order_by(Change.created_at.desc(), Change.id.desc()).limit(MOST)
    told = [(change, said(change)) for change in db.session.scalars(latest)]
    return [(change, words) for change, words in told if words]


def sentences(change: Changed, point: Point, figures: Figures = NO_FIGURES) -> list[str]:
    """One for each column that *point* has a word for; what is personal only changed.

    *figures* are the columns that hold numbers, each with how such a number is written: the history keeps it
    as it was typed.
    """
    told = [(point(column), both, column) for column, both in sorted((change.columns or {}).items())]
    return [_sentence(word, both, figures.get(column, str)) for word, both, column in told if word]


def _sentence(word: str, both: list[Value] | None, written: Written) -> str:
    if both is None or any(AN_ID.fullmatch(str(value)) for value in both):
        return str(_("%(what)s changed", what=word))
    was, became = (_shown(value, written) for value in both)
    return f"{word}, {was} → {became}"


def _shown(value: Value, written: Written) -> str:
    if isinstance(value, bool):
        return str(_("Yes") if value else _("No"))
    if value in (None, ""):
        return NOTHING
    said = str(value)
    if written is not str:
        return written(Decimal(said))
    with suppress(ValueError):  # people may type what only looks like a day
        return day(date.fromisoformat(said)) if A_DAY.fullmatch(said) else said
    return said
