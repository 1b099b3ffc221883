"""How many files a book has made within a day, and how long to wait for one more."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from rbo.exports import service
from rbo.exports.models import Format
from rbo.platform.db import db
from rbo.stringers import queries as stringers
from rbo.stringers.models import Locale
from tests.clocks import at
from tests.exports.books import enough_for_today

__all__ = ["at"]
A_DAY, TEN_MINUTES, A_SECOND = timedelta(days=1), timedelta(minutes=10), timedelta(seconds=1)
A_DAY_BUT_TEN_MINUTES_S = 85_800


def test_twenty_a_day_are_enough_until_the_first_is_a_day_old(anna, at):
    first = enough_for_today()
    for waited, wait_s in ((TEN_MINUTES, A_DAY_BUT_TEN_MINUTES_S), (A_DAY - A_SECOND, 1)):
        at(first + waited)
        with pytest.raises(service.TooMany, match="within a day") as refused:
            service.ask_for(Format.JSON)
        assert refused.value.wait_s == wait_s

    at(first + A_DAY)
    service.ask_for(Format.JSON)


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        (Locale.EN, "Those were 20 files within a day. Take one of them. One more from {} at {} on."),
        (Locale.DE, "Das waren 20 Dateien an einem Tag. Nimm eine davon. Eine weitere ab {} um {}."),
    ],
)
def test_a_page_says_when_there_is_room_for_one_more(anna, annas, at, locale, said):
    first = enough_for_today()
    me = stringers.mine(lock=True)
    me.default_locale, me.timezone = locale, "Asia/Kathmandu"
    db.session.commit()
    at(first + TEN_MINUTES)

    refused = annas.fill("/exports", format="json")

    assert refused.status_code == 429
    assert refused.headers["Retry-After"] == str(A_DAY_BUT_TEN_MINUTES_S)
    assert said.format(*day_and_time(first, locale)) in refused.text


def day_and_time(first, locale):
    """Of the first whole minute in which it is a day old, where the stringer is."""
    there = ZoneInfo("Asia/Kathmandu")
    until = (first + A_DAY).astimezone(there)
    if until.second or until.microsecond:
        until = until.replace(second=0, microsecond=0) + timedelta(minutes=1)
    away = (until.date() - (first + TEN_MINUTES).astimezone(there).date()).days
    words = {Locale.EN: ("today", "tomorrow"), Locale.DE: ("heute", "morgen")}
    return words[locale][away], f"{until:%H:%M}"
