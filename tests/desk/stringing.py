"""Rackets that were strung some days ago."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from rbo.clients.models import ClientProfile, Racket
from rbo.orders import service
from rbo.orders.side import Side
from rbo.platform.db import db
from rbo.stringers.models import Stringer
from tests.make import a_client, a_racket, just_taken_in, reloaded, today


@pytest.fixture
def frame(anna: Stringer) -> tuple[ClientProfile, Racket]:
    """A client and one of their rackets."""
    client = a_client()
    racket = a_racket(client, "PA98_7")
    db.session.commit()
    return client, racket


def string_it(
    racket: Racket, client: ClientProfile, days_ago: int, main: str = "24", cross: str = "", **more: Any
) -> int:
    """Strung so many days ago, at other tensions in the *cross*es where they are named."""
    day = today() - timedelta(days=days_ago)
    sides = {"main": _side(main)} | ({"cross": _side(cross)} if cross else {})
    order = just_taken_in(client, racket=racket, ordered_at=day, **sides, **more)
    service.mark_strung(reloaded(order.number), on=day)
    db.session.commit()
    return order.number


def measured(number: int, value: str, instrument: str) -> None:
    """A reading of dynamic tension."""
    order = reloaded(number)
    order.dynamic_tension, order.dynamic_tension_instrument = Decimal(value), instrument
    db.session.commit()


def _side(tension: str) -> Side:
    return Side(label="Solinco Hyper-G", gauge_mm=Decimal("1.20"), tension=Decimal(tension))
