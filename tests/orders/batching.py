"""Orders that are ticked in the list and moved together."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from rbo.orders.lifecycle import State
from rbo.orders.models import OrderStateAudit
from rbo.platform.db import db
from tests.browsers import Browser, fields
from tests.make import a_client, just_taken_in, reloaded

MOVES = "/orders/moves"


def tick(
    browser: Browser, numbers: list[int], step: str = "strung", page: str = "/orders", **more: Any
) -> TestResponse:
    """Open the list, tick *numbers* and press the button of *step*."""
    sent = fields(browser.get(page).text, MOVES) | more
    return browser.post(MOVES, data={**sent, "step": step, "number": [str(number) for number in numbers]})


def said(page: TestResponse) -> str:
    """What a page says, without its tags."""
    return " ".join(re.sub("<[^>]+>", " ", page.text).split())


def moves_of(*numbers: int) -> int:
    """How many lines the audit has about these orders."""
    ids = [reloaded(number).id for number in numbers]
    found = db.session.scalar(select(func.count()).where(OrderStateAudit.order_id.in_(ids)))
    db.session.rollback()
    return found or 0


def state(number: int) -> State:
    """Where an order stands now."""
    found = reloaded(number).state
    db.session.rollback()
    return found


@pytest.fixture
def three(anna: object) -> list[int]:
    """Numbers of three rackets on the bench."""
    numbers = [just_taken_in(a_client(name, "Probe")).number for name in ("Tim", "Nora", "Eva")]
    db.session.commit()
    return numbers
