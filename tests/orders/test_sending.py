"""A receipt sent by hand: for the first time, once more, or not at all."""

from __future__ import annotations

import re

import pytest

from rbo.clients.models import ClientProfile
from rbo.orders.constraints import Step
from rbo.orders.models import Order
from rbo.orders.moves import move
from rbo.platform.db import db
from rbo.receipts import service as receipts
from tests.browsers import Browser
from tests.make import a_client, an_order, reloaded, today

EMISSIONS = "/orders/1/emissions"


def strung_long_ago(client: ClientProfile | None = None) -> Order:
    """An order with a receipt that nobody mailed, as a book has it that was kept elsewhere."""
    order = an_order(client)
    move(order, Step.STRUNG, today())
    order.receipt_id = receipts.mint(today().year).id
    db.session.commit()
    return reloaded(order.number)


def sent(browser: Browser) -> tuple[str, list[str]]:
    """What the button says, and what the page says of letters after it was pressed."""
    button = re.search(rf'action="{EMISSIONS}".*?<button.*?</svg>(.+?)</button>', page_of(browser), re.DOTALL)
    browser.fill("/orders/1", EMISSIONS)
    said = ("The receipt is on its way", "so nothing is mailed", "sent by you", "sent again by you")
    after = page_of(browser)
    assert button
    return button[1].strip(), [words for words in said if words in after]


def page_of(browser: Browser) -> str:
    return browser.get("/orders/1").text


@pytest.mark.usefixtures("anna")
def test_what_was_never_sent_is_sent_and_then_sent_again(annas: Browser) -> None:
    strung_long_ago()

    assert sent(annas) == ("Send", ["The receipt is on its way", "sent by you"])
    assert sent(annas) == ("Send again", ["The receipt is on its way", "sent by you", "sent again by you"])


@pytest.mark.usefixtures("anna")
def test_where_there_is_no_address_nothing_is_said_to_be_on_its_way(annas: Browser) -> None:
    strung_long_ago(a_client("Tim", "Probe", email=""))

    assert sent(annas) == ("Send", ["so nothing is mailed", "sent by you"])
    assert sent(annas)[0] == "Send"
