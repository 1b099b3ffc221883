"""Receipts as they come: long names, umlauts, gaps, large prices, no price, other scripts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from rbo.receipts.draft import Business, Draft, Frame, Method, Party, Side

WORDS = (
    "Zoë", "Müller-Lüdenscheidt", "Grösse", "Żółtowska", "Wolfeschlegelsteinhausenbergerdorff", "von", "Ağrı",
    "Straßenköter", "王伟", "😀", "Дмитрий", "<b>fett</b>", "&amp;", "fi", "AVAVAV", "PA98_2023_45", "-", "…",
    "x" * 90, "e\u0301\u0302", "a\u200bb", "שלום",
)  # fmt: skip
text = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)
anything = st.one_of(text, st.text(min_size=1, max_size=60))
maybe = st.none() | anything
long_text = st.lists(anything, max_size=40).map("\n".join) | st.none()
price = st.sampled_from(["0.00", "25.00", "1234567.00", "99999999.99"]).map(Decimal) | st.decimals(
    0, 2000, places=2
)
day = st.dates(date(2019, 1, 1), date(2030, 12, 31))
small = st.decimals(0, 999, places=1)

sides = st.builds(
    Side,
    label=maybe,
    gauge_mm=st.none() | st.decimals(1, 2, places=2),
    gauge_label=maybe,
    tension=st.none() | st.decimals(4, 99, places=2),
    tension_unit=st.sampled_from(["kg", "lb"]),
    colour=maybe,
    price=price,
    byo=st.booleans(),
)
businesses = st.builds(
    Business,
    display_name=anything,
    business_name=maybe,
    street=maybe,
    house_number=maybe,
    postal_code=maybe,
    town=maybe,
    country=maybe,
    phone=maybe,
    email=maybe,
)
drafts = st.builds(
    Draft,
    business=businesses,
    client=st.builds(Party, name=anything, email=maybe),
    racket=st.builds(
        Frame, label=anything, head_size_in2=st.none() | small, pattern=maybe, instance_id=maybe
    ),
    main=sides,
    cross=sides,
    method=st.builds(
        Method,
        pieces=st.none() | st.integers(1, 2),
        knots=st.none() | st.integers(1, 6),
        prestretch_pct=st.none() | small,
        machine_mode=maybe,
    ),
    dynamic_tension=st.none() | small,
    dynamic_tension_instrument=maybe,
    labour_price=price,
    extras=st.lists(st.tuples(anything, price), max_size=12).map(tuple),
    currency=st.sampled_from(["CHF", "EUR"]),
    ordered_at=st.none() | day,
    strung_at=st.none() | day,
    returned_at=st.none() | day,
    paid_at=st.none() | day,
    comments=long_text,
    thank_you=long_text,
    iban=st.none() | st.just("CH93 0076 2011 6238 5295 7") | anything,
)
ACCOUNTS = {"CHF": "CH93 0076 2011 6238 5295 7", "EUR": "DE89 3704 0044 0532 0130 00"}


def payable(draft: Draft) -> Draft:
    """*draft* with all that a payment code needs."""
    found = replace(draft.business, postal_code="8000", town=draft.business.town or "Zürich", country="CH")
    named = replace(found, display_name=f"A {found.display_name}", business_name=None)
    return replace(draft, business=named, iban=ACCOUNTS[draft.currency], paid_at=None)


payable_drafts = drafts.map(payable)
