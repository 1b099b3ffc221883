"""Columns over months, years or bins: stacked, against last year, or side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rbo.platform.charts.figure import (
    FOOT,
    LOOKS,
    TALLEST,
    TICK,
    Bar,
    Label,
    Look,
    Number,
    Plot,
    apart,
    compact,
)

FEWEST = 4  # places that share a chart; fewer columns stand in its middle, no wider
GAP = 2  # pixels between two parts of a column
ABOVE = 6  # pixels from a column to its number
THICK, BEHIND, BEFORE, BESIDE = 0.64, 0.84, 0.52, 0.34  # widths, as parts of a column's place


@dataclass(frozen=True)
class Series:
    """Values of one kind, one for each column."""

    name: str
    values: Sequence[Number]


def stacked(ticks: Sequence[str], *parts: Series) -> Plot:
    """One column a tick, made of up to three *parts*; its number is their sum."""
    sums = [sum(values) for values in zip(*(part.values for part in parts), strict=True)]
    bars: list[Bar] = []
    numbers: list[Label] = []
    for place, total in enumerate(sums):
        top = float(FOOT)
        for part, look in zip(parts, LOOKS, strict=False):
            if height := _height(part.values[place], max(sums)):
                bars.append(_bar(place, len(sums), THICK, top, height, look))
                top -= height + GAP
        numbers.append(_number(place, len(sums), top + GAP, total))
    return Plot(_key(parts), _ticks(ticks), _numbers(numbers), tuple(bars))


def compared(ticks: Sequence[str], now: Series, before: Series) -> Plot:
    """Solid columns of *now* in front of outlined ones of *before*."""
    highest, count = max((*now.values, *before.values), default=0), len(ticks)
    bars: list[Bar] = []
    numbers: list[Label] = []
    for place, (value, past) in enumerate(zip(now.values, before.values, strict=True)):
        height, behind = _height(value, highest), _height(past, highest)
        bars += [
            _bar(place, count, thick, FOOT, tall, look)
            for thick, tall, look in ((BEHIND, behind, Look.HOLLOW), (BEFORE, height, Look.SOLID))
            if tall
        ]
        is_struck = height < behind < height + 3 * ABOVE  # the other column's edge would cross it
        numbers.append(_number(place, count, FOOT - (behind if is_struck else height), value))
    key = ((now.name, Look.SOLID), (before.name, Look.HOLLOW))
    return Plot(key, _ticks(ticks), _numbers(numbers), tuple(bars))


def paired(ticks: Sequence[str], *two: Series) -> Plot:
    """Two columns side by side at each tick; the tallest of each series bears its number."""
    highest, count = max((max(series.values, default=0) for series in two), default=0), len(ticks)
    bars: list[Bar] = []
    peaks: list[Label] = []
    for side, (series, look) in enumerate(zip(two, LOOKS, strict=False)):
        heights = [_height(value, highest) for value in series.values]
        drawn = [
            _bar(place, count, BESIDE, FOOT, height, look, shift=(side - 0.5) * (BESIDE + 0.04))
            for place, height in enumerate(heights)
        ]
        drawn = [bar for bar in drawn if bar.height]
        bars += drawn
        if peak := max(drawn, key=lambda bar: bar.height, default=None):
            text = compact(max(series.values))
            peaks.append(Label(round(peak.x + peak.width / 2, 2), peak.y - ABOVE, text))
    return Plot(_key(two), _ticks(ticks), tuple(apart(peaks)), tuple(bars))


def _key(series: Sequence[Series]) -> tuple[tuple[str, Look], ...]:
    return tuple((one.name, look) for one, look in zip(series, LOOKS, strict=False))


def _height(value: Number, highest: Number) -> float:
    """Of a column in pixels; what is there at all is seen."""
    return max(1.0, round(float(value / highest) * TALLEST, 1)) if value > 0 else 0.0


def _bar(
    place: int, count: int, thick: float, foot: float, height: float, look: Look, *, shift: float = 0
) -> Bar:
    slot = _slot(count)
    left = _middle(place, count) + (shift - thick / 2) * slot
    return Bar(round(left, 2), round(foot - height, 1), round(thick * slot, 2), height, look)


def _number(place: int, count: int, top: float, value: Number) -> Label:
    return Label(_middle(place, count), round(top - ABOVE, 1), compact(value) if value else "")


def _numbers(labels: Iterable[Label]) -> tuple[Label, ...]:
    highest_first = sorted((label for label in labels if label.text), key=lambda label: label.y)
    kept = apart(highest_first)
    return tuple(replace(label, spare=label not in kept) for label in highest_first)


def _ticks(texts: Sequence[str]) -> tuple[Label, ...]:
    return tuple(apart(Label(_middle(place, len(texts)), TICK, text) for place, text in enumerate(texts)))


def _middle(place: int, count: int) -> float:
    return round(50 + (place + 0.5 - count / 2) * _slot(count), 2)


def _slot(count: int) -> float:
    return 100 / max(count, FEWEST)
