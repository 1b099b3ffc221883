"""What a phone on a slow network has to fetch."""

from __future__ import annotations

import gzip
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Page

from rbo.clients.models import ClientProfile
from rbo.orders import service
from rbo.platform.packing import FEWEST_BYTES
from rbo.stringers.models import Stringer
from tests.browser import pages
from tests.browser.answers import status_of
from tests.browser.keyboards import wrong_keyboards
from tests.make import a_client, an_order, newest, today
from tests.portal.kit import claimed

FILES = "/static/today"  # any edition: browsers keep another one
SCRIPTS = ["app.js", "early.js", "vendor/htmx.min.js"]
STYLE = f"{FILES}/app.css"
ASKED_BY_A_PAGE = {"Accept-Encoding": "gzip", "Sec-Fetch-Site": "same-origin"}
MOST_BYTES = 60 * 1024
A_PAGE_FULL = 55


@pytest.fixture
def a_busy_client(anna: object) -> ClientProfile:
    """Enough jobs to fill every list."""
    client = a_client("Lena", "Muster")
    for _ in range(A_PAGE_FULL):
        service.mark_strung(an_order(client, promised_for=today()), on=today())
    return client


def test_no_page_with_its_style_is_heavy_and_each_field_brings_its_keyboard(
    app: Flask, anna: Stringer, a_busy_client: object, annas: FlaskClient
) -> None:
    pages.promote(anna)
    found = {address: opened(annas, address, status_of(address)) for address in pages.full_book(app)}
    found |= {address: opened(app.test_client(), address) for address in ("/sign-in", "/password")}

    assert too_heavy(found, style=opened(annas, STYLE)) == {}
    assert badly_typed(found) == {}


def test_no_page_of_a_client_is_heavy(app: Flask, a_busy_client: ClientProfile) -> None:
    job, lenas = newest()[0], claimed(app, a_busy_client.entered_email)
    addresses = ("/portal", f"/portal/jobs/{job.id}", "/portal/grants", "/portal/preferences")
    found = {address: opened(lenas, address) for address in addresses}

    assert too_heavy(found, style=opened(lenas, STYLE)) == {}
    assert badly_typed(found) == {}


def test_all_scripts_together_are_light(app: Flask, database: object) -> None:
    addresses = [f"{FILES}/{script}" for script in SCRIPTS]

    assert sum(len(opened(app.test_client(), address)) for address in addresses) <= MOST_BYTES


def test_a_first_visit_asks_for_no_more_scripts(phone: Page) -> None:
    asked: list[str] = []
    phone.on("request", lambda sent: asked.append(sent.url) if sent.resource_type == "script" else None)

    phone.goto("/")

    names = [urlsplit(address).path.split("/", 3)[-1] for address in asked]
    assert sorted(names) == SCRIPTS


def opened(browser: Any, address: str, status: int = 200) -> bytes:
    """What comes over the wire for the page that is there in the end, asked for from a page of ours."""
    answer = browser.get(address, headers=ASKED_BY_A_PAGE, follow_redirects=True)
    assert answer.status_code == status, f"{address} answers {answer.status_code}"
    is_packed = answer.content_encoding == "gzip"
    assert is_packed or len(answer.data) < FEWEST_BYTES, f"{address} comes as it is"
    return bytes(answer.data)


def too_heavy(found: dict[str, bytes], style: bytes) -> dict[str, int]:
    """Bytes of those pages that weigh too much together with the style."""
    weights = {address: len(style) + len(page) for address, page in found.items()}
    return {address: weight for address, weight in weights.items() if weight > MOST_BYTES}


def badly_typed(found: dict[str, bytes]) -> dict[str, list[str]]:
    """Fields of pages for which a phone would show the wrong keyboard."""
    wrong = {address: wrong_keyboards(gzip.decompress(page).decode()) for address, page in found.items()}
    return {address: fields for address, fields in wrong.items() if fields}
