"""Which days a report is about: one year, or all of them."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from rbo.platform.fields import OLDEST_YEAR

YEAR = re.compile("[0-9]{4}")


@dataclass(frozen=True)
class Span:
    """The days of one year, or every day where *year* is none; *today* is the stringer's."""

    year: int | None
    today: date

    @property
    def first(self) -> date:
        """The day it begins."""
        return date(self.year, 1, 1) if self.year else date.min

    @property
    def last(self) -> date:
        """The day it ends."""
        return date(self.year, 12, 31) if self.year else date.max

    @property
    def is_running(self) -> bool:
        """Whether it is this year, which is compared with the same days of the last."""
        return self.year == self.today.year

    @property
    def before(self) -> Span | None:
        """The year before."""
        return Span(self.year - 1, self.today) if self.year else None

    @property
    def so_far(self) -> date:
        """The day of this span that is like today; its last where it is not compared with a running year."""
        if self.year != self.today.year - 1:
            return self.last
        day = min(self.today.day, monthrange(self.year, self.today.month)[1])
        return date(self.year, self.today.month, day)


def span_of(text: str, today: date) -> Span:
    """The span that *text* names, a year or nothing.

    Raises:
        ValueError: that is no year.
    """
    if not text:
        return Span(None, today)
    if not YEAR.fullmatch(text) or int(text) < OLDEST_YEAR:
        raise ValueError(text)
    return Span(int(text), today)
