"""Extras on the bill: as many lines as one likes, each with words and a price."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rbo.clients.models import ClientProfile
from rbo.orders.offers.habits import offers
from rbo.platform.db import db
from rbo.platform.ids import new_id
from tests.browsers import Browser, fields
from tests.make import a_client, an_order, newest

GRIP = ("Overgrip", Decimal("6.50"))


@pytest.fixture
def lena(anna: object) -> ClientProfile:
    """A client with one job behind her."""
    client = a_client()
    an_order(client)
    db.session.commit()
    return client


def test_lines_that_are_filled_in_are_on_the_bill(annas: Browser, lena: ClientProfile) -> None:
    annas.fill(
        form_of(lena), "/orders/new", htmx=False, **lines(("Overgrip", "6,50"), ("", ""), ("Dampener", ""))
    )

    assert [(extra.text, extra.price) for extra in newest()[0].extras] == [GRIP, ("Dampener", Decimal(0))]
    assert newest()[0].total == Decimal("59.50")


def test_one_more_line_is_added_without_a_script_and_nothing_is_saved(
    annas: Browser, lena: ClientProfile
) -> None:
    answer = annas.fill(
        form_of(lena), "/orders/new", htmx=False, more="1", comments="Keep me", **lines(("Overgrip", "6.50"))
    )

    values = fields(answer.text, "/orders/new")
    assert (values["extras-0-text"], values["extras-1-text"], values["comments"]) == (
        "Overgrip",
        "",
        "Keep me",
    )
    assert len(newest(2)) == 1


def test_an_empty_line_is_enough(annas: Browser, lena: ClientProfile) -> None:
    answer = annas.fill(
        form_of(lena), "/orders/new", htmx=False, more="1", **lines(("Overgrip", "6.50"), ("", ""))
    )

    assert "extras-2-text" not in fields(answer.text, "/orders/new")


def test_a_price_without_words_is_asked_about(annas: Browser, lena: ClientProfile) -> None:
    answer = annas.fill(form_of(lena), "/orders/new", htmx=False, **lines(("", "6.50")))

    assert answer.status_code == 422
    assert "Enter what this is for." in answer.text
    assert fields(answer.text, "/orders/new")["extras-0-price"] == "6.50"


def test_an_impossible_price_is_named_and_kept(annas: Browser, lena: ClientProfile) -> None:
    answer = annas.fill(form_of(lena), "/orders/new", htmx=False, **lines(("Overgrip", "a lot")))

    assert "Enter a number like 24.5." in answer.text
    assert fields(answer.text, "/orders/new")["extras-0-price"] == "a lot"


def test_more_lines_than_a_bill_has_are_left_out(annas: Browser, lena: ClientProfile) -> None:
    annas.fill(form_of(lena), "/orders/new", htmx=False, **lines(*[(f"Extra {nr}", "1") for nr in range(40)]))

    assert len(newest()[0].extras) == 12


def test_what_was_sold_before_is_offered_with_its_last_price(lena: ClientProfile) -> None:
    an_order(lena, extras=(("Overgrip", Decimal(6)),))
    an_order(lena, extras=(GRIP,))

    assert offers().extras == dict([GRIP])


def form_of(client: ClientProfile) -> str:
    return f"/orders/new?client={client.id}&key={new_id()}"


def lines(*extras: tuple[str, str]) -> dict[str, str]:
    """What these lines send."""
    sent: dict[str, str] = {}
    for nr, (text, price) in enumerate(extras):
        sent |= {f"extras-{nr}-text": text, f"extras-{nr}-price": price}
    return sent
