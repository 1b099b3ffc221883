"""What an import has to say about a place in a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Trouble(StrEnum):
    """What is wrong, or was taken otherwise than it stands; its sentence is in `sentences.py`."""

    NO_SHEET = "no_sheet"
    NO_HEADINGS = "no_headings"
    NO_COLUMN = "no_column"
    COLUMN_AWAY = "column_away"
    COLUMN_TWICE = "column_twice"
    CELL_ERROR = "cell_error"
    BARE_FORMULA = "bare_formula"
    NO_DAY = "no_day"
    NO_NUMBER = "no_number"
    NO_YES_NO = "no_yes_no"
    NEGATIVE = "negative"
    TOO_LARGE = "too_large"
    TOO_LONG = "too_long"
    UNPRINTABLE = "unprintable"
    NO_CLIENTS = "no_clients"
    TWO_UNITS = "two_units"
    NO_PRICE = "no_price"
    NO_ID = "no_id"
    ID_TWICE = "id_twice"
    NO_PLAYER = "no_player"
    TENSION = "tension"
    IN_FUTURE = "in_future"
    BEFORE_ORDERED = "before_ordered"
    BEFORE_STRUNG = "before_strung"
    NOT_STRUNG = "not_strung"
    NEVER_CAME = "never_came"
    CANCELLED_STRUNG = "cancelled_strung"
    OWN_RACKET = "own_racket"
    CAME_WHEN_STRUNG = "came_when_strung"
    DAY_OR_MONTH = "day_or_month"
    EXTRA_FREE = "extra_free"
    ROUNDED = "rounded"
    GAUGE_AS_WORDS = "gauge_as_words"
    GAUGE_TWICE = "gauge_twice"
    READING_AS_WORDS = "reading_as_words"
    SHEET_AWAY = "sheet_away"
    NO_RACKET = "no_racket"
    NOT_LISTED = "not_listed"
    SIZE_VARIES = "size_varies"
    SUM_DIFFERS = "sum_differs"


HARMLESS = frozenset(
    {
        Trouble.COLUMN_AWAY,
        Trouble.COLUMN_TWICE,
        Trouble.CAME_WHEN_STRUNG,
        Trouble.DAY_OR_MONTH,
        Trouble.EXTRA_FREE,
        Trouble.ROUNDED,
        Trouble.GAUGE_AS_WORDS,
        Trouble.GAUGE_TWICE,
        Trouble.READING_AS_WORDS,
        Trouble.SHEET_AWAY,
        Trouble.NO_RACKET,
        Trouble.NOT_LISTED,
        Trouble.SIZE_VARIES,
        Trouble.SUM_DIFFERS,
    }
)


@dataclass(frozen=True)
class Finding:
    """A trouble and its place, as Client-Stringing-Orders!H17; *values* are for its sentence."""

    at: str
    trouble: Trouble
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def stops(self) -> bool:
        """Whether nothing can be written as long as it stands."""
        return self.trouble not in HARMLESS


class Unreadable(ValueError):
    """A cell does not hold what belongs there."""

    def __init__(self, trouble: Trouble, **values: str) -> None:
        super().__init__(trouble)
        self.trouble = trouble
        self.values = values
