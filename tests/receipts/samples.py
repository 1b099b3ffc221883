"""Receipts to hold in the hand: one paid, and one to be paid in each currency."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal

from PIL import Image

from rbo.receipts.draft import Business, Draft, Frame, Method, Party, Side

hybrid = Draft(
    business=Business(
        display_name="Anna’s Strings",
        street="Musterweg",
        house_number="4",
        postal_code="8000",
        town="Musterstadt",
        email="saiten@example.com",
    ),
    client=Party(name="Lena Muster", email="lena@example.com"),
    racket=Frame(
        label="Babolat Pure Aero 98", head_size_in2=Decimal(98), pattern="16x20", instance_id="PA98_2023_2"
    ),
    main=Side(
        label="Luxilon ALU Power",
        gauge_mm=Decimal("1.25"),
        gauge_label="16L",
        tension=Decimal(24),
        tension_unit="kg",
        colour="silver",
        price=Decimal("19.00"),
        byo=True,
    ),
    cross=Side(
        label="Babolat VS Touch",
        gauge_mm=Decimal("1.35"),
        gauge_label="15L",
        tension=Decimal(23),
        tension_unit="kg",
        price=Decimal("28.00"),
    ),
    method=Method(pieces=2, knots=4, prestretch_pct=Decimal(10)),
    dynamic_tension=Decimal(36),
    dynamic_tension_instrument="ERT 300",
    labour_price=Decimal("25.00"),
    ordered_at=date(2026, 11, 9),
    strung_at=date(2026, 11, 12),
    returned_at=date(2026, 11, 13),
    paid_at=date(2026, 11, 13),
    comments="Crosses a little softer for the winter.",
    thank_you="Thank you, and enjoy the game.",
)

in_francs = replace(
    hybrid,
    paid_at=None,
    iban="CH93 0076 2011 6238 5295 7",
    business=replace(hybrid.business, country="CH"),
)
in_euro = replace(in_francs, currency="EUR", iban="DE89 3704 0044 0532 0130 00")


def a_picture(kind: str) -> bytes:
    """A small raster image."""
    file = io.BytesIO()
    Image.new("RGB", (30, 10), "black").save(file, kind)
    return file.getvalue()
