"""How many files a book has made within a day, and how long to wait for one more."""

from __future__ import annotations

import pytest

from rbo.exports import service
from rbo.exports.models import Format
from tests.clocks import later
from tests.exports.books import enough_for_today

__all__ = ["later"]


def test_twenty_a_day_are_enough_until_the_first_is_a_day_old(anna, later):
    enough_for_today()

    with pytest.raises(service.TooMany, match="within a day") as refused:
        service.ask_for(Format.JSON)

    later(seconds=refused.value.wait_s - 1)
    with pytest.raises(service.TooMany):
        service.ask_for(Format.JSON)
    later(seconds=refused.value.wait_s)
    service.ask_for(Format.JSON)


def test_a_page_says_when_there_is_room_for_one_more(anna, annas, later):
    enough_for_today()

    refused = annas.fill("/exports", format="json")

    assert refused.status_code == 429
    assert 86_000 < int(refused.headers["Retry-After"]) <= 86_401
