"""Tension and dynamic tension of one racket over time, as charts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from flask_babel import gettext as _
from flask_babel import ngettext

from rbo.orders.models import Order
from rbo.platform import tables
from rbo.platform.charts.figure import Figure
from rbo.platform.charts.timeline import Line, timeline
from rbo.platform.units import in_unit, short
from rbo.platform.words import day

FEWEST = 2  # points that make a course
Point = tuple[date, Decimal]


def tension_chart(jobs: Sequence[Order], racket: str) -> Figure | None:
    """Mains and crosses over the days they were strung, in the unit used most; none before there are two."""
    unit = _most_used_unit(jobs)
    mains, crosses = (_points(jobs, of, unit) for of in (_mains, _crosses))
    if max(len(mains), len(crosses)) < FEWEST:
        return None
    both = [Line(_("Mains and crosses"), mains)]
    lines = both if mains == crosses else [Line(_("Mains"), mains), Line(_("Crosses"), crosses)]
    meaning = _course([*mains, *crosses], unit)
    if any(job.tension_unit != unit for job in jobs):
        meaning = f"{meaning} {_drawn_in(unit)}"
    return Figure(
        name="tension",
        title=_("Tension over time"),
        meaning=meaning,
        words=_("Tension of %(racket)s over time, in %(unit)s", racket=racket, unit=unit),
        plot=timeline(lines, day, steps=True),
        table=_tension_table(jobs, racket),
        unit=unit,
    )


def dt_charts(jobs: Sequence[Order], racket: str) -> list[Figure]:
    """Readings of dynamic tension, each instrument by itself: those of two are not comparable."""
    of_one: dict[str, list[Order]] = {}
    for job in jobs:
        if job.dynamic_tension is not None:
            of_one.setdefault(job.dynamic_tension_instrument.casefold(), []).append(job)
    measured = [readings for readings in of_one.values() if len(readings) >= FEWEST]
    return [_dt_chart(f"dt-{place}", readings, racket) for place, readings in enumerate(measured)]


def _dt_chart(name: str, jobs: Sequence[Order], racket: str) -> Figure:
    named = jobs[-1].dynamic_tension_instrument
    instrument = named or _("instrument not named")
    points = [(_day(job), job.dynamic_tension or Decimal(0)) for job in jobs]
    title = _("Dynamic tension, %(instrument)s", instrument=instrument)
    return Figure(
        name=name,
        title=title,
        meaning=_course(points) if named else f"{_course(points)} {_of_unknown()}",
        words=f"{racket}: {title}",
        plot=timeline([Line(instrument, points)], day),
        table=tables.Table(
            name=name,
            title=f"{title}, {racket}",
            columns=[_("Strung"), _("Reading"), _("Tension"), _("Strings")],
            rows=[[day(_day(job)), job.dynamic_tension, _entered(job), _strings(job)] for job in jobs],
        ),
    )


def _drawn_in(unit: str) -> str:
    return str(_("Drawn in %(unit)s; the table shows what was entered.", unit=unit))


def _of_unknown() -> str:
    return str(_("They compare only if one instrument read them."))


def _tension_table(jobs: Sequence[Order], racket: str) -> tables.Table:
    return tables.Table(
        name="tension",
        title=_("Tension of %(racket)s as entered", racket=racket),
        columns=[_("Strung"), _("Mains"), _("Crosses"), _("Strings")],
        rows=[
            [day(_day(job)), _pull(_mains(job), job), _pull(_crosses(job), job), _strings(job)]
            for job in reversed(jobs)
        ],
    )


def _course(points: Sequence[Point], unit: str = "") -> str:
    values, days = [value for _when, value in points], {when for when, _value in points}
    low, high = short(min(values)), f"{short(max(values))} {unit}".strip()
    spread = _("%(low)s to %(high)s", low=low, high=high) if min(values) < max(values) else high
    said: str = ngettext(
        "%(spread)s on %(num)d day, since %(first)s.",
        "%(spread)s on %(num)d days, since %(first)s.",
        len(days),
        spread=spread,
        first=day(min(days)),
    )
    return said


def _most_used_unit(jobs: Sequence[Order]) -> str:
    used = Counter(job.tension_unit.value for job in reversed(jobs))
    return used.most_common(1)[0][0] if used else ""


def _points(jobs: Sequence[Order], of: Callable[[Order], Decimal | None], unit: str) -> list[Point]:
    pulled = ((_day(job), of(job), job.tension_unit) for job in jobs)
    return [(when, in_unit(pull, entered, unit)) for when, pull, entered in pulled if pull is not None]


def _day(job: Order) -> date:
    return job.strung_at or date.min


def _mains(job: Order) -> Decimal | None:
    return job.main.tension


def _crosses(job: Order) -> Decimal | None:
    return job.cross.tension


def _pull(tension: Decimal | None, job: Order) -> str | None:
    return None if tension is None else f"{short(tension)} {job.tension_unit}"


def _entered(job: Order) -> str:
    pulls = [short(tension) if tension is not None else "–" for tension in (_mains(job), _crosses(job))]
    return f"{' / '.join(pulls)} {job.tension_unit}"


def _strings(job: Order) -> str:
    sides = dict.fromkeys([job.main.label_with_gauge, job.cross.label_with_gauge])
    return " / ".join(sides)
