"""The history writes a number as the order does, however it was typed."""

from __future__ import annotations

from html import unescape

from tests.browsers import Browser
from tests.make import an_order


def history(annas: Browser, page: str = "/orders/1") -> str:
    return unescape(annas.get(page).text)


def test_typed_numbers_and_kept_ones_are_written_alike(annas: Browser, anna: object) -> None:
    an_order()

    annas.fill("/orders/1/edit", labour_price="30", set_price="26", main_tension="26", dynamic_tension="36")
    annas.fill("/orders/1/edit", main_tension="24.5", main_gauge="1.3", dynamic_tension="36.5")

    told = history(annas)
    for sentence in (
        "Labour, 25.00 → 30.00",
        "Mains: Price, 14.00 → 13.00",
        "Crosses: Price, 14.00 → 13.00",
        "Mains: Tension, 24.0 → 26.0",
        "Mains: Tension, 26.0 → 24.5",
        "Mains: Gauge, 1.20 → 1.30",
        "Dynamic tension, – → 36",
        "Dynamic tension, 36 → 36.5",
    ):
        assert f"<b>{sentence}</b>" in told
    lately = history(annas, "/activity")
    assert "Labour, 25.00 → 30.00" in lately


def test_the_size_of_a_head_is_written_as_on_its_page(annas: Browser, anna: object) -> None:
    order = an_order()
    frame = f"/clients/{order.client_id}/rackets/{order.racket_id}"

    annas.fill(f"{frame}/edit", head_size_in2="100")
    annas.fill(f"{frame}/edit", head_size_in2="100.5")

    told = history(annas, f"{frame}?changes=")
    assert "Head size in square inches, 98 → 100" in told
    assert "Head size in square inches, 100 → 100.5" in told
