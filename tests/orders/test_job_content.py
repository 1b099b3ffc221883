"""What the form of a job means: sides, pieces, knots, reading."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal

import pytest

from rbo.clients.models import ClientProfile
from rbo.orders.gauge import Gauge
from rbo.orders.models import Order
from rbo.orders.offers.habits import offers
from rbo.orders.side import Side
from rbo.platform.db import db
from rbo.platform.ids import new_id
from tests.browsers import Browser, fields
from tests.make import a_client, an_order, newest, today

HYBRID = {"follow": "different", "cross_string": "VS Touch", "cross_gauge": "1.30 16", "cross_tension": "23"}


@pytest.fixture
def lena(anna: object) -> ClientProfile:
    """A client with one job behind her."""
    client = a_client()
    an_order(client)
    db.session.commit()
    return client


def test_colour_gauge_and_its_label_are_kept_for_each_side(annas: Browser, lena: ClientProfile) -> None:
    order = saved(
        annas, lena, main_gauge="1,25 mm 16L", main_colour="silver", **HYBRID, cross_colour="natural"
    )

    assert (order.main.gauge_mm, order.main.gauge_label, order.main.colour) == (
        Decimal("1.25"),
        "16L",
        "silver",
    )
    assert (order.cross.gauge_mm, order.cross.gauge_label, order.cross.colour) == (
        Decimal("1.30"),
        "16",
        "natural",
    )


def test_a_gauge_nobody_makes_is_named_and_kept(annas: Browser, lena: ClientProfile) -> None:
    answer = annas.fill(form_of(lena), "/orders/new", main_gauge="9.99")

    assert "Enter a gauge between 0.40 and 2.00 mm" in answer.text
    assert fields(answer.text, "/orders/new")["main_gauge"] == "9.99"


@pytest.mark.parametrize(
    ("typed", "pieces", "knots"),
    [
        ({}, None, None),
        ({"pieces": "1"}, 1, 2),
        ({"pieces": "2"}, 2, 4),
        ({"pieces": "1", "knots": "3"}, 1, 3),
        (HYBRID, 2, 4),
        (HYBRID | {"pieces": "1"}, 2, 4),
    ],
    ids=["not said", "one", "two", "own knots", "hybrid", "a hybrid is never one piece"],
)
def test_pieces_and_knots(
    annas: Browser, lena: ClientProfile, typed: dict[str, str], pieces: int | None, knots: int | None
) -> None:
    order = saved(annas, lena, **typed)

    assert (order.pieces, order.knots) == (pieces, knots)


def test_one_half_of_the_set_may_be_the_clients_own(annas: Browser, lena: ClientProfile) -> None:
    order = saved(annas, lena, set_price="28.01", cross_byo="y")

    assert (order.main.byo, order.cross.byo) == (False, True)
    assert order.total == Decimal("39.01")


def test_mode_pattern_and_reading_are_kept(annas: Browser, lena: ClientProfile) -> None:
    order = saved(
        annas,
        lena,
        machine_mode="Constant pull",
        pattern="18x20",
        dynamic_tension="38,5",
        dynamic_tension_instrument="ERT 300",
    )

    assert (order.machine_mode, order.pattern) == ("Constant pull", "18x20")
    assert (order.dynamic_tension, order.dynamic_tension_instrument) == (Decimal("38.5"), "ERT 300")


def test_what_is_typed_is_read_back_on_the_page_and_where_it_is_changed(
    annas: Browser, lena: ClientProfile
) -> None:
    day = today() + timedelta(days=9)
    typed = {
        "pieces": "2",
        "knots": "6",
        "prestretch_pct": "10",
        "machine_mode": "Constant pull",
        "comments": "Softer, please.",
        "promised_other": day.isoformat(),
    }
    number = saved(annas, lena, promised="other", **typed).number

    page = annas.get(f"/orders/{number}").text
    assert re.search(r"Two-piece, 6 knots, pre-stretch 10\s%", page)
    for word in ("Constant pull", "Softer, please.", f"{day:%Y}"):
        assert word in page
    kept = fields(annas.get(f"/orders/{number}/edit").text, f"/orders/{number}/edit")
    assert {name: kept[name] for name in typed} == typed


def test_the_pattern_of_the_frame_is_the_default(annas: Browser, lena: ClientProfile) -> None:
    assert saved(annas, lena).pattern == "16x20"


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("knots", "9", "Enter a number of knots from 1 to 8."),
        ("dynamic_tension", "0", "Enter a reading between 1 and 999."),
        ("dynamic_tension", "38.25", "Enter at most 1 decimal."),
        ("machine_mode", "x" * 81, "Shorten this to 80 characters."),
    ],
)
def test_a_mistake_is_named_and_stays(
    annas: Browser, lena: ClientProfile, name: str, typed: str, said: str
) -> None:
    answer = annas.fill(form_of(lena), "/orders/new", htmx=False, **{name: typed})

    assert answer.status_code == 422
    assert said in answer.text
    assert fields(answer.text, "/orders/new")[name] == typed


def test_what_was_used_is_offered_with_its_last_price(lena: ClientProfile) -> None:
    poly = Side(
        label="ALU Power", gauge_mm=Decimal("1.25"), gauge_label="16L", colour="silver", price=Decimal(9)
    )
    gut = Side(label="VS Touch", price=Decimal(20), byo=True)
    an_order(lena, main=poly, machine_mode="Constant pull", dynamic_tension_instrument="ERT 300")
    an_order(lena, main=Side(label="VS Touch", price=Decimal(21)))
    an_order(lena, main=gut)

    offered = {string.name: string for string in offers().strings}

    assert (offered["ALU Power 1.25"].side_price, offered["ALU Power 1.25"].set_price) == (
        Decimal(9),
        Decimal(18),
    )
    assert (offered["VS Touch"].side_price, offered["VS Touch"].set_price) == (Decimal(21), Decimal(42))
    assert offered["ALU Power 1.25"].gauge == Gauge(Decimal("1.25"), "16L")
    assert (offers().colours, offers().modes, offers().instruments) == (
        ["silver"],
        ["Constant pull"],
        ["ERT 300"],
    )


def saved(browser: Browser, client: ClientProfile, **typed: str) -> Order:
    """The job that this form makes."""
    assert browser.fill(form_of(client), "/orders/new", htmx=False, **typed).status_code == 303
    return newest()[0]


def form_of(client: ClientProfile) -> str:
    return f"/orders/new?client={client.id}&key={new_id()}"
