"""Today under the thumb: one tap strings, one takes it back, and nothing else moves."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from rbo.platform.db import db
from tests.make import a_client, an_order


@pytest.fixture
def two_jobs(anna: object) -> None:
    """Two rackets on the bench."""
    an_order(a_client("Tim", "Probe"))
    an_order(a_client("Nora", "Exempel"))
    db.session.rollback()


def string(page: Page, name: str) -> None:
    """Tap the verb of one client's card."""
    page.get_by_role("article", name=name).get_by_role("button", name="Mark strung").click()


def test_a_tap_moves_the_racket_from_the_bench_to_waiting(two_jobs: None, phone: Page) -> None:
    phone.goto("/")
    loads: list[str] = []
    phone.on("load", lambda page: loads.append(page.url))

    string(phone, "Tim Probe")

    expect(phone.get_by_role("status")).to_contain_text("Strung. The receipt is on its way.")
    expect(phone.locator(".job")).to_have_count(1)
    expect(phone.get_by_role("region", name="To hand out")).to_contain_text("Tim Probe")
    expect(phone.get_by_role("navigation", name="2 open")).to_contain_text("53.00")
    expect(phone.get_by_role("heading", name="On the bench")).to_be_focused()
    assert loads == []


def test_undo_puts_it_back(two_jobs: None, phone: Page) -> None:
    phone.goto("/")
    string(phone, "Tim Probe")

    phone.get_by_role("button", name="Undo").click()

    expect(phone.get_by_role("status")).to_contain_text("Back on the bench.")
    expect(phone.locator(".job")).to_have_count(2)
    expect(phone).to_have_url("/")


def test_it_works_without_javascript(two_jobs: None, signed_in: Callable[..., Page]) -> None:
    page = signed_in(java_script_enabled=False)
    page.goto("/")

    string(page, "Nora Exempel")

    expect(page).to_have_url("/")
    expect(page.get_by_role("status")).to_contain_text("Strung. The receipt is on its way.")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".job")).to_have_count(2)


def test_clients_are_found_while_typing(two_jobs: None, phone: Page) -> None:
    phone.goto("/clients")

    phone.get_by_label("Search clients").press_sequentially("exém")

    expect(phone.locator("#clients li")).to_have_count(1)
    expect(phone.locator("#clients")).to_contain_text("Nora Exempel")
