"""What a phone on a slow network has to fetch."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from rbo.clients.models import ClientProfile
from rbo.orders import service
from tests.browser import pages
from tests.make import a_client, an_order, newest, today
from tests.portal.kit import claimed

STATIC = Path(__file__).parents[2] / "rbo" / "static"
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
    style = packed((STATIC / "app.css").read_bytes())

    weights = {address: style + packed(annas.get(address).data) for address in pages.full_book(app)}

    assert {address: weight for address, weight in weights.items() if weight > MOST_BYTES} == {}


def test_no_page_of_a_client_is_heavy(app: Flask, a_busy_client: ClientProfile) -> None:
    style, job = packed((STATIC / "app.css").read_bytes()), newest()[0]
    lenas = claimed(app, a_busy_client.entered_email)
    pages = ("/portal", f"/portal/jobs/{job.id}", "/portal/grants", "/portal/preferences")

    weights = {page: style + packed(lenas.get(page).data) for page in pages}

    assert {page: weight for page, weight in weights.items() if weight > MOST_BYTES} == {}


def test_all_scripts_together_are_light() -> None:
    scripts = [*STATIC.glob("js/*.js"), STATIC / "vendor" / "htmx.min.js"]

    assert sum(packed(script.read_bytes()) for script in scripts) <= MOST_BYTES


def packed(content: bytes) -> int:
    """Bytes on the wire."""
    return len(gzip.compress(content))
