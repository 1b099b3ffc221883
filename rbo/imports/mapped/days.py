"""Which of 03/04/2024 is the month: told by the days of the file that leave no choice, as 31/12/2024."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from rbo.imports.values import MONTHS, SLASHED

DAY_FIRST, MONTH_FIRST, EITHER = "dmy", "mdy", "?"


def order_of(said: str) -> str:
    """How a day is written, EITHER where it could be two; nothing where it is written otherwise."""
    read = SLASHED.fullmatch(" ".join(said.split()))
    if read is None or read["a"] == read["b"]:
        return ""
    first, second = int(read["a"]), int(read["b"])
    if max(first, second) <= MONTHS:
        return EITHER
    return MONTH_FIRST if second > MONTHS else DAY_FIRST


def guessed_order(said: Iterable[str]) -> tuple[str, bool]:
    """The order of day and month, and whether it is doubtful; nothing where no day is written so.

    Where nothing tells, the day comes first, as everywhere around here.
    """
    orders = Counter(map(order_of, said))
    ours, theirs = orders[DAY_FIRST], orders[MONTH_FIRST]
    if not ours + theirs + orders[EITHER]:
        return "", False
    is_doubtful = orders[EITHER] > 0 and bool(ours) == bool(theirs)
    return (MONTH_FIRST if theirs > ours else DAY_FIRST), is_doubtful
