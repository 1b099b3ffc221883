"""What is read: parts, chapters, entries, facts; and how a value is said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from flask_babel import format_date, get_timezone
from flask_babel import gettext as _

from rbo.platform.money import money
from rbo.platform.units import other_unit, short
from rbo.platform.words import time_of_day
from rbo.stringers.models import Locale

Row = dict[str, Any]
Fact = tuple[str, str]


@dataclass(frozen=True)
class Entry:
    """One thing, with what is known of it; a lone one needs no title."""

    facts: Sequence[Fact]
    title: str = ""


@dataclass(frozen=True)
class Chapter:
    """Things of one kind."""

    title: str
    entries: Sequence[Entry]


@dataclass(frozen=True)
class Part:
    """What the site knows, or one book."""

    title: str
    chapters: Sequence[Chapter]


def facts(pairs: Iterable[tuple[object, Any]]) -> Sequence[Fact]:
    """Each word with its value as it is said; what has no word or says nothing is left out."""
    told = [(str(word), said(value)) for word, value in pairs]
    return [(word, value) for word, value in told if word and value]


def listed(*words: str | None) -> str:
    """What there is of *words*, with commas between."""
    return ", ".join(filter(None, words))


def said(value: Any) -> str:
    """A value in words."""
    for kind, say in WAYS:
        if isinstance(value, kind):
            return say(value)
    return str(value or "")


def day(value: date) -> str:
    """A day with its year, because the file is kept."""
    return str(format_date(value, _("d MMM y")))


def moment(value: datetime) -> str:
    """A day and what the clock said."""
    local = value.astimezone(get_timezone())
    return str(_("%(day)s at %(time)s", day=day(local.date()), time=time_of_day(value)))


def amount(value: Decimal, currency: str) -> str:
    """Money; nothing where there is none."""
    return f"{currency} {money(value)}" if value else ""


def pull(tension: Decimal | None, unit: str) -> str:
    """A tension as it was entered, and in the other unit."""
    if tension is None:
        return ""
    other, its_unit = other_unit(tension, unit)
    return f"{short(tension)} {unit} ({other} {its_unit})"


def language(code: str | None) -> str:
    """The name of a language; nothing where none was chosen."""
    return str({Locale.EN.value: _("English"), Locale.DE.value: _("German")}.get(code or "", ""))


WAYS: Sequence[tuple[type, Callable[[Any], str]]] = (
    (datetime, moment),
    (date, day),
    (bool, lambda value: str(_("yes") if value else _("no"))),
    (Decimal, short),
    (Locale, language),
)
