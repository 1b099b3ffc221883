"""Top left, the part that shows when the receipt is folded: who, which racket, how much."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass

from rbo.platform.money import money
from rbo.receipts.draft import Draft
from rbo.receipts.measure import Face, lines
from rbo.receipts.paper.words import WIDTH_MM, day

SLOT, NAME, HEADING = Face(18, 700), Face(11, 600), Face(18, 600)
TEXT, NUMBER = Face(11), Face(11, 600)
WIDEST_TOTAL_MM = 80
TOTAL_SIZES_PT = (28, 24, 20, 16)
RASTER = {b"\x89PNG": "png", b"\xff\xd8\xff": "jpeg"}


@dataclass(frozen=True)
class Cover:
    """What the top left says."""

    number: str
    logo: str | None
    slot: list[str]
    name: list[str]
    strung_on: str | None
    client: list[str]
    hides_surname: bool
    racket: list[str]
    instance_id: list[str]
    currency: str
    total: str
    total_pt: int
    paid_on: str | None


def cover(draft: Draft, number: str) -> Cover:
    """The top left of *draft*."""
    total, logo = "" if draft.is_shared else money(draft.total), picture(draft.business.logo)
    return Cover(
        number=number,
        logo=logo,
        slot=[] if logo else lines(draft.business.display_name, SLOT, WIDTH_MM, most=2),
        name=lines(draft.business.display_name, NAME, WIDTH_MM) if logo else [],
        strung_on=day(draft.strung_at) if draft.strung_at else None,
        client=lines(draft.client.name, HEADING, WIDTH_MM, most=2 if draft.is_discreet else 3),
        hides_surname=draft.is_discreet,
        racket=lines(draft.racket.label, TEXT, WIDTH_MM, most=2),
        instance_id=lines(draft.racket.instance_id, NUMBER, WIDTH_MM),
        currency=draft.currency,
        total=total,
        total_pt=total_size(total),
        paid_on=day(draft.paid_at) if draft.paid_at else None,
    )


def total_size(total: str) -> int:
    """The largest size in which the amount is at most 80 mm wide."""
    fitting = (size for size in TOTAL_SIZES_PT if Face(size, 700).width_mm(total) <= WIDEST_TOTAL_MM)
    return next(fitting, TOTAL_SIZES_PT[-1])


def picture(logo: bytes | None) -> str | None:
    """The logo as a `data:` address, when it is a raster image the paper can show."""
    for start, kind in RASTER.items():
        if logo and logo.startswith(start):
            return f"data:image/{kind};base64,{b64encode(logo).decode()}"
    return None
