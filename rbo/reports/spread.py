"""How hard was strung: tensions of one sport counted in bins of one unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from rbo.catalogue.models import Sport
from rbo.platform import tables
from rbo.platform.charts.columns import Series, paired
from rbo.platform.charts.figure import Figure
from rbo.platform.units import in_unit
from rbo.reports.naming import drawn_of, sport_name
from rbo.reports.sides import Pull
from rbo.stringers.models import TensionUnit

MOST_BINS = 30
WIDTHS = (1, 2, 5)  # of a bin; the widest holds all that can be strung


@dataclass(frozen=True)
class Spread:
    """Rackets of one sport by their tension; *bins* are the lowest whole numbers of each."""

    sport: Sport | None
    unit: TensionUnit
    width: int
    bins: Sequence[int]
    mains: Sequence[int]
    crosses: Sequence[int]


def spreads(pulls: Sequence[Pull], unit: TensionUnit) -> list[Spread]:
    """One for each sport in the order of the sports, those not known last."""
    found = [
        _spread(sport, [pull for pull in pulls if pull.sport is sport], unit) for sport in (*Sport, None)
    ]
    return [spread for spread in found if spread.bins]


def spread_figure(spread: Spread, *, is_only: bool) -> Figure:
    """Mains beside crosses; the sport is told where there are several."""
    title = _("Tension spread") if is_only else _("Tension spread, %(sport)s", sport=sport_name(spread.sport))
    plot = paired(
        [str(low) for low in spread.bins],
        Series(_("Mains"), spread.mains),
        Series(_("Crosses"), spread.crosses),
    )
    name = f"tension-{spread.sport or 'other'}"
    return Figure(name, title, _meaning(spread), drawn_of(title), plot, spread_table(spread), spread.unit)


def spread_table(spread: Spread) -> tables.Table:
    """A row for each bin."""
    title = _("Tension spread, %(sport)s", sport=sport_name(spread.sport))
    rows = list(zip(spread.bins, spread.mains, spread.crosses, strict=True))
    return tables.Table(
        "tension", title, [_("From %(unit)s", unit=spread.unit), _("Mains"), _("Crosses")], rows
    )


def _spread(sport: Sport | None, pulls: Iterable[Pull], unit: TensionUnit) -> Spread:
    mains: Counter[int] = Counter()
    crosses: Counter[int] = Counter()
    for pull in pulls:
        for side, tension in ((mains, pull.main), (crosses, pull.cross)):
            if tension is not None:
                side[int(in_unit(tension, pull.unit, unit))] += pull.jobs
    return _binned(sport, unit, mains, crosses)


def _binned(sport: Sport | None, unit: TensionUnit, mains: Counter[int], crosses: Counter[int]) -> Spread:
    seen = [*mains, *crosses]
    low, high = min(seen, default=0), max(seen, default=-1)
    width = next((width for width in WIDTHS if (high - low) // width < MOST_BINS), WIDTHS[-1])
    bins = range(low - low % width, high + 1, width)
    counts = [[sum(side[low + step] for step in range(width)) for low in bins] for side in (mains, crosses)]
    return Spread(sport, unit, width, bins, *counts)


def _meaning(spread: Spread) -> str:
    said = []
    if any(spread.mains):
        said.append(
            _("Most mains at %(tension)s %(unit)s.", tension=_peak(spread, spread.mains), unit=spread.unit)
        )
    if any(spread.crosses):
        peak = _peak(spread, spread.crosses)
        said.append(_("Most crosses at %(tension)s %(unit)s.", tension=peak, unit=spread.unit))
    return " ".join(said)


def _peak(spread: Spread, side: Sequence[int]) -> int:
    return spread.bins[side.index(max(side))]
