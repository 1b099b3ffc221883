"""What else was sold, in one cell or in two: Overgrip 6.10; Grommets CHF 18.-"""

from __future__ import annotations

import re
from decimal import Decimal

from rbo.imports import values
from rbo.imports.findings import Trouble
from rbo.imports.line import Line
from rbo.orders.side import NOTHING

EXTRAS, PRICE = "RBO/Extras", "RBO/Extras price"
BETWEEN = re.compile(r"[;\n+]")
CURRENCY = r"(?:chf|s?fr\.?|eur|€)"
NUMBER = r"(?<![\d’'])[’']*\d[\d’']*"  # begun once, or a long cell would be read again from each digit
PRICED = re.compile(
    rf"(?P<text>.*?)(?P<price>(?:\b{CURRENCY} ?)?{NUMBER}[.,](?:\d\d?|[-–—]+)(?: ?{CURRENCY})?"
    rf"|\b{CURRENCY} ?\d+|\b\d+ ?{CURRENCY})",
    re.IGNORECASE,
)


def extras_of(line: Line) -> tuple[tuple[str, Decimal], ...]:
    """Each with its price; the column of prices counts where it says something."""
    said = line.read(EXTRAS, values.text, "")
    price = line.amount(PRICE, values.money, decimals=2, digits=8)
    if price is not None:
        return ((" ".join(said.split()), price),) if said or price else ()
    each = (" ".join(one.split()) for one in BETWEEN.split(said))
    return tuple(_priced(line, one) for one in each if one)


def _priced(line: Line, said: str) -> tuple[str, Decimal]:
    read = PRICED.fullmatch(said)
    if read is None:
        line.note(EXTRAS, Trouble.EXTRA_FREE, said=said)
        return said, NOTHING
    price = line.amount(EXTRAS, lambda _cell: values.money(read["price"]), decimals=2, digits=8)
    return read["text"].rstrip(" :"), price or NOTHING
