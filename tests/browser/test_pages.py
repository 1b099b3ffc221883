"""Every page, in both themes, on a phone and on a desk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

import pytest
from flask import Flask, url_for
from playwright.sync_api import BrowserContext, ConsoleMessage

from rbo.orders import service
from rbo.platform.db import db
from tests.browser import kit
from tests.make import a_client, a_racket, an_order, today

NO_PAGES = {"static", "auth.health", "orders.emissions"}
NOTHING_TO_SEE = ("healthz", "readyz", "metrics", ".pdf")
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
PAPER = "/receipt"  # as wide as a sheet of A4, on any screen
WITH_A_QUERY = ("/orders?state=cancelled", "/orders?q=nobody", "/orders/new?client=new", "/nowhere")


@pytest.fixture
def pages(app: Flask, anna: object) -> list[str]:
    """The address of every page, with an order in each state behind them."""
    client = a_client()
    racket = a_racket(client)
    order = an_order(client, racket=racket, comments="Softer in the crosses.")
    service.mark_strung(order, on=today())
    cancelled = an_order()
    service.cancel(cancelled, on=today())
    an_order(a_client("Eva-Maria", "Hinterschwandtner von und zu Hohenlohe"), promised_for=today())
    db.session.commit()
    known: dict[str, Any] = {"number": order.number, "client_id": client.id, "racket_id": racket.id}
    with app.test_request_context():
        found = [
            url_for(rule.endpoint, **{name: known[name] for name in rule.arguments})
            for rule in app.url_map.iter_rules()
            if "GET" in (rule.methods or ()) and rule.endpoint not in NO_PAGES and not _is_file(rule.rule)
        ]
    return [*found, *WITH_A_QUERY, f"/orders/new?client={client.id}", f"/orders/{cancelled.number}"]


@pytest.mark.parametrize("width", [375, 1280])
def test_axe_finds_nothing(signed_in: Callable[..., BrowserContext], pages: list[str], width: int) -> None:
    page = signed_in(viewport={"width": width, "height": 800}, reduced_motion="reduce").new_page()

    found = []
    for address in pages:
        kit.open_page(page, address)
        for theme in THEMES:
            page.emulate_media(color_scheme=theme)
            found += [f"{address} {theme}: {fault}" for fault in kit.faults(page)]

    assert found == []


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_nothing_scrolls_sideways_and_everything_can_be_hit(
    signed_in: Callable[..., BrowserContext], pages: list[str], width: int
) -> None:
    page = signed_in(viewport={"width": width, "height": 740}).new_page()

    wrong = []
    for address in (address for address in pages if not address.endswith(PAPER)):
        kit.open_page(page, address)
        if kit.too_wide(page):
            wrong.append(f"{address} is {kit.too_wide(page)} px too wide")
        wrong += [f"{address}: {aim}" for aim in kit.too_small(page)]

    assert wrong == []


def test_nothing_breaks_the_content_security_policy(
    signed_in: Callable[..., BrowserContext], pages: list[str]
) -> None:
    page = signed_in(viewport={"width": 375, "height": 800}).new_page()
    complaints: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            complaints.append(f"{page.url}: {message.text}")

    page.on("console", listen)
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
    for address in pages:
        kit.open_page(page, address)

    assert complaints == []


def _is_file(rule: str) -> bool:
    return any(word in rule for word in NOTHING_TO_SEE)
