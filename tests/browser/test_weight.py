"""What a phone on a slow network has to fetch."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from rbo.clients.models import ClientProfile
from rbo.orders import service
from rbo.platform.packing import FEWEST_BYTES
from tests.browser import pages
from tests.make import a_client, an_order, newest, today
from tests.portal.kit import claimed

STATIC = Path(__file__).parents[2] / "rbo" / "static"
FILES = "/static/today"  # any edition: browsers keep another one
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


def test_no_page_with_its_style_is_heavy(app: Flask, a_busy_client: object, annas: FlaskClient) -> None:
    style = weight_of(annas, STYLE)

    weights = {address: style + weight_of(annas, address) for address in pages.full_book(app)}

    assert {address: weight for address, weight in weights.items() if weight > MOST_BYTES} == {}


def test_no_page_of_a_client_is_heavy(app: Flask, a_busy_client: ClientProfile) -> None:
    job, lenas = newest()[0], claimed(app, a_busy_client.entered_email)
    style = weight_of(lenas, STYLE)
    pages = ("/portal", f"/portal/jobs/{job.id}", "/portal/grants", "/portal/preferences")

    weights = {page: style + weight_of(lenas, page) for page in pages}

    assert {page: weight for page, weight in weights.items() if weight > MOST_BYTES} == {}


def test_all_scripts_together_are_light(app: Flask, database: object) -> None:
    scripts = [*STATIC.glob("js/*.js"), STATIC / "vendor" / "htmx.min.js"]
    addresses = [f"{FILES}/{script.relative_to(STATIC)}" for script in scripts]

    assert sum(weight_of(app.test_client(), address) for address in addresses) <= MOST_BYTES


def weight_of(browser: Any, address: str) -> int:
    """Bytes on the wire for what a browser gets that asks from a page of ours."""
    answer = browser.get(address, headers=ASKED_BY_A_PAGE)
    is_packed = answer.content_encoding == "gzip"
    assert is_packed or len(answer.data) < FEWEST_BYTES, f"{address} comes as it is"
    return len(answer.data)
