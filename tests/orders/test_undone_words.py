"""What is said after a stringing was taken back: of a letter only where one may be out."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import update

from rbo.platform import clock
from rbo.platform.db import system_session
from rbo.platform.jobs.models import Outbox
from rbo.platform.jobs.states import OutboxState
from tests.browsers import Browser
from tests.make import a_client, an_order, strung

STAYS = "A receipt that was mailed stays mailed."
QUEUED, WITHHELD = {"state": OutboxState.QUEUED}, {"state": OutboxState.WITHHELD}
INFLIGHT = {"state": OutboxState.INFLIGHT}
SENT = {"state": OutboxState.SENT, "next_at": None, "done_at": clock.now()}
BOUNCED = {**SENT, "state": OutboxState.BOUNCED, "last_error_class": "mailbox_full"}
UNCERTAIN = {"state": OutboxState.UNCERTAIN, "is_doubtful": True}
FAILED = {**SENT, "state": OutboxState.FAILED, "last_error_class": "mailbox_full"}
Way = list[dict[str, Any]]
OUT: list[Way] = [[INFLIGHT], [INFLIGHT, SENT], [INFLIGHT, SENT, BOUNCED], [INFLIGHT, UNCERTAIN]]
HERE: list[Way] = [[QUEUED], [WITHHELD], [INFLIGHT, FAILED]]


def taken_back(annas: Browser) -> str:
    """The page after the stringing of order 1 was taken back there."""
    answer = annas.fill("/orders/1", "/orders/1/stringing", _method="delete")
    return annas.get(answer.location).text


def mailed(way: Way) -> None:
    """A racket came off the machine, and its letter went this way."""
    strung(an_order(a_client()))
    for step in way:
        with system_session() as rows:
            rows.execute(update(Outbox).values(**step))


def last(way: Way) -> str:
    """Where a letter stands at the end."""
    return str(way[-1]["state"])


@pytest.mark.parametrize("way", OUT, ids=last)
def test_a_letter_that_may_be_out_is_named(annas: Browser, way: Way) -> None:
    mailed(way)

    said = taken_back(annas)

    assert "Back on the bench." in said
    assert STAYS in said


@pytest.mark.parametrize("way", HERE, ids=last)
def test_a_letter_that_stayed_here_is_not(annas: Browser, way: Way) -> None:
    mailed(way)

    said = taken_back(annas)

    assert "Back on the bench." in said
    assert STAYS not in said


def test_where_no_address_is_known_nothing_was_mailed(annas: Browser) -> None:
    strung(an_order(a_client(email="")))

    said = taken_back(annas)

    assert "Back on the bench." in said
    assert STAYS not in said
