"""How values read on a page: the filters that every template may use."""

from __future__ import annotations

import re
from datetime import date, datetime

from flask import Flask
from flask_babel import format_date, format_time, get_timezone
from flask_babel import gettext as _

from rbo.platform import clock
from rbo.platform.jobs.reasons import explain, kind, standing
from rbo.platform.money import money
from rbo.platform.tables import shown
from rbo.platform.units import other_unit, short

PATTERN = re.compile(r"(\d{1,2})\s*[x×/]\s*(\d{1,2})")
USUAL_PATTERN = (16, 19)


def local_today() -> date:
    """The calendar day where the visitor is."""
    return clock.now().astimezone(get_timezone()).date()


def day(value: date) -> str:
    """A day as one says it this year: 9 Nov; with its year in other years."""
    written = _("d MMM") if value.year == local_today().year else _("d MMM y")
    return str(format_date(value, written))


def near_day(value: date) -> str:
    """A day, with a word for those around today."""
    away = (value - local_today()).days
    if away in (-1, 0, 1):
        return str({-1: _("yesterday"), 0: _("today"), 1: _("tomorrow")}[away])
    return str(format_date(value, "EEEE")) if -6 <= away < 0 else day(value)


def sentence(words: str) -> str:
    """Words that begin something: Tomorrow."""
    return words[:1].upper() + words[1:]


def weekday(value: date) -> str:
    """A day in full: Thursday, 12 November."""
    return str(format_date(value, _("EEEE, d MMMM")))


def moment(value: datetime) -> str:
    """A point in time: today at 14:32, or 9 Nov at 14:32."""
    day_words = near_day(value.astimezone(get_timezone()).date())
    return str(_("%(day)s at %(time)s", day=day_words, time=time_of_day(value)))


def time_of_day(value: datetime) -> str:
    """What the clock said: 14:32."""
    return str(format_time(value, "HH:mm"))


def pattern(value: str) -> tuple[int, int]:
    """Mains and crosses of a pattern like 16x19; the usual one where nothing is known."""
    counted = PATTERN.search(value)
    if counted is None:
        return USUAL_PATTERN
    mains, crosses = int(counted[1]), int(counted[2])
    return (mains, crosses) if 4 <= mains <= 40 and 4 <= crosses <= 40 else USUAL_PATTERN


def install(app: Flask) -> None:
    """Give the filters to the templates of *app*."""
    app.jinja_env.filters.update(delivery_kind=kind, delivery_standing=standing, explained=explain)
    days = (day, near_day, moment, time_of_day, weekday)
    for words in (*days, money, other_unit, pattern, short, shown, sentence):
        app.jinja_env.filters[words.__name__] = words
