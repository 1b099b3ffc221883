"""The gauge of a string as it is written: millimetres, and what the maker calls it."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from flask_babel import gettext as _

WRITTEN = re.compile(r"(?P<mm>\d{1,3}[.,]\d{1,4})?\s*(?:mm)?[\s/·(]*(?P<label>.{0,80}?)[\s)]*")
AT_THE_END = re.compile(r"(?P<name>.*\S)\s+(?P<mm>0[.,][4-9]\d?|1[.,]\d{1,2})(?: ?mm)?")
THINNEST, THICKEST = Decimal("0.4"), Decimal(2)
LONGEST = 120


class Gauge(NamedTuple):
    """Millimetres are the truth; the maker's *label*, 16L, stands beside them."""

    mm: Decimal | None = None
    label: str = ""

    def __str__(self) -> str:
        """As it stands in its field: 1.25 16L."""
        return f"{f'{self.mm:.2f}' if self.mm is not None else ''} {self.label}".strip()


def gauge_of(typed: str) -> Gauge:
    """The gauge that *typed* says.

    Raises:
        ValueError: it says none, or one that no string has.
    """
    bare = " ".join(typed.split())
    read = WRITTEN.fullmatch(bare) if len(bare) <= LONGEST else None
    if read is None:
        raise ValueError(_("Enter the gauge in millimetres, for example 1.25 or 1.25 16L."))
    mm = Decimal(read["mm"].replace(",", ".")) if read["mm"] else None
    if mm is not None and (mm != round(mm, 2) or not THINNEST <= mm <= THICKEST):
        raise ValueError(_("Enter a gauge between 0.40 and 2.00 mm, with at most two decimals."))
    return Gauge(None if mm is None else round(mm, 2), read["label"])


def split(text: str) -> tuple[str, Decimal | None]:
    """A string's name, and the gauge in millimetres where it ends with one."""
    read = AT_THE_END.fullmatch(text)
    return (read["name"], round(Decimal(read["mm"].replace(",", ".")), 2)) if read else (text, None)


def other_gauge(text: str, beside: Gauge) -> Decimal | None:
    """The millimetres at the end of *text*, where they are others than those *beside* it."""
    written = split(text)[1]
    return written if written is not None and beside.mm not in (None, written) else None
