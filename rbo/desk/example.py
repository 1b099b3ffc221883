"""An everyday stringjob on the receipt of a stringer, to show what clients will hold."""

from __future__ import annotations

from decimal import Decimal

from rbo.orders.bill import business_of
from rbo.platform.words import local_today
from rbo.receipts.draft import Draft, Frame, Method, Party, Side
from rbo.receipts.handover import Copy
from rbo.stringers.models import Locale, Stringer, TensionUnit

SET_PRICE = Decimal("14.00")
TENSIONS = {TensionUnit.KG: Decimal(24), TensionUnit.LB: Decimal(53)}


def example_of(stringer: Stringer, locale: Locale) -> Copy:
    """A receipt in *locale* with what *stringer* says of their business."""
    day = local_today()
    draft = Draft(
        business=business_of(stringer),
        client=Party(name="Lena Muster", email="lena.muster@example.com"),
        racket=Frame(
            label="Babolat Pure Aero 98", head_size_in2=Decimal(98), pattern="16x20", instance_id="PA98_1"
        ),
        main=_side(stringer.default_tension_unit),
        cross=_side(stringer.default_tension_unit),
        method=Method(pieces=1, knots=2),
        labour_price=stringer.default_labour_price,
        currency=stringer.currency,
        ordered_at=day,
        strung_at=day,
        thank_you=stringer.receipt_thankyou_text.get(locale) or None,
        locale=locale,
        iban=stringer.iban or None,
    )
    return Copy(viewer=stringer.id, draft=draft, number=f"{day.year}-0147", locale=locale)


def _side(unit: TensionUnit) -> Side:
    return Side(
        label="Solinco Hyper-G",
        gauge_mm=Decimal("1.20"),
        tension=TENSIONS[unit],
        tension_unit=unit,
        colour="green",
        price=SET_PRICE,
    )
