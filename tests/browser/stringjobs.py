"""What Lena had strung, and the fields of the form that her next job goes through."""

from __future__ import annotations

from decimal import Decimal

import pytest
from playwright.sync_api import Locator, Page

from rbo.catalogue.models import Sport
from rbo.catalogue.service import NewRacketModel, add_racket_model
from rbo.clients.models import Racket
from rbo.clients.service import NewRacket, add_racket
from rbo.orders.models import Order
from rbo.orders.side import Side
from rbo.platform.db import db
from rbo.stringers.models import Stringer
from tests.make import a_client, an_order

POLY = Side(
    label="Luxilon ALU Power",
    gauge_mm=Decimal("1.25"),
    gauge_label="16L",
    tension=Decimal(25),
    price=Decimal(11),
)


@pytest.fixture
def last_job(anna: object) -> Order:
    """What Lena had last time."""
    made = an_order(a_client("Lena", "Muster"))
    db.session.commit()
    return made


@pytest.fixture
def frames(anna: Stringer) -> list[Racket]:
    """Lena's three frames for 50 to 59 lb; she had poly in two of them, and the third last."""
    model = add_racket_model(
        NewRacketModel(
            sport=Sport.TENNIS,
            brand="Babolat",
            model="Pure Aero 98",
            pattern="16x20",
            tension_min=Decimal(50),
            tension_max=Decimal(59),
        )
    )
    lena = a_client("Lena", "Muster")
    made = [add_racket(lena, NewRacket(model=model, instance_id=f"PA98_{nr}")) for nr in (1, 2, 3)]
    an_order(lena, racket=made[0], main=POLY)
    an_order(lena, racket=made[1], main=POLY)
    an_order(lena, racket=made[2])
    db.session.commit()
    return made


def open_form(page: Page) -> None:
    """Add stringjob, for Lena."""
    page.goto("/orders/new")
    page.get_by_role("link", name="Lena Muster").click()
    page.wait_for_url("**/orders/new?client=**")


def string_of(page: Page) -> Locator:
    """The string of the mains."""
    return page.get_by_role("combobox", name="Mains: String")


def own_of(page: Page, side: str) -> Locator:
    """Whether the client brought the string of this side."""
    return page.get_by_label(f"Client’s own string, {side}")


def tension_of(page: Page) -> Locator:
    """The tension of the mains."""
    return page.get_by_role("textbox", name="Mains tension")
