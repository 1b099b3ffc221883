"""Values over days: as steps that hold until the next one, or as single points."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from rbo.platform.charts.figure import TICK, Dot, Label, Look, Number, Plot, Stroke, apart, width_of
from rbo.platform.units import short

LOOKS = (Look.SOLID, Look.HOLLOW)
LEFT, RIGHT = 4.0, 96.0
HIGH, LOW = 36.0, 132.0  # pixels of the highest and the lowest value
ABOVE, BELOW = -12, 22  # pixels from a dot to its number


@dataclass(frozen=True)
class Line:
    """Values of one kind on their days, the oldest first; all lines of a chart are of one unit."""

    name: str
    points: Sequence[tuple[date, Number]]


@dataclass(frozen=True)
class _Frame:
    """The first and last day, the lowest and highest value."""

    days: tuple[date, date]
    values: tuple[Number, Number]

    def x(self, day: date) -> float:
        first, last = self.days
        part = (day - first) / (last - first) if last > first else 0.5
        return round(LEFT + part * (RIGHT - LEFT), 2)

    def y(self, value: Number) -> float:
        low, high = self.values
        part = float((value - low) / (high - low)) if high > low else 0.5
        return round(LOW - part * (LOW - HIGH), 1)


def timeline(lines: Sequence[Line], written: Callable[[date], str], *, steps: bool = False) -> Plot:
    """One or two *lines* over their days, which *written* puts into words; at least one has a point."""
    lines = [line for line in lines if line.points]
    frame = _frame(lines)
    dots, strokes = [], []
    for line, look in zip(lines, LOOKS, strict=False):
        drawn = [Dot(frame.x(day), frame.y(value), look) for day, value in line.points]
        dots += drawn
        strokes += _steps(drawn) if steps else []
    days = sorted({day for line in lines for day, _value in line.points})
    return Plot(
        key=tuple((line.name, look) for line, look in zip(lines, LOOKS, strict=False)),
        ticks=tuple(apart(_ticks(days, frame, written))),
        numbers=tuple(apart(_numbers(lines, frame))),
        strokes=tuple(strokes),
        dots=tuple(dots),
    )


def _frame(lines: Sequence[Line]) -> _Frame:
    days = [day for line in lines for day, _value in line.points]
    values = [value for line in lines for _day, value in line.points]
    return _Frame((min(days), max(days)), (min(values), max(values)))


def _steps(dots: Sequence[Dot]) -> list[Stroke]:
    """Level until the next value, then straight up or down to it."""
    level = [Stroke(here.x, here.y, there.x, here.y, here.look) for here, there in pairwise(dots)]
    jump = [Stroke(there.x, here.y, there.x, there.y, here.look) for here, there in pairwise(dots)]
    return level + [stroke for stroke in jump if stroke.y1 != stroke.y2]


def _numbers(lines: Sequence[Line], frame: _Frame) -> list[Label]:
    """The newest first; what stays as it was, and what the other line says too, is said once."""
    found = []
    for place, line in enumerate(lines):
        others = [dict(other.points) for other in lines if other is not line]
        for was, (day, value) in zip((None, *line.points), line.points, strict=False):
            there = next((other[day] for other in others if day in other), None)
            if there == value and place:
                continue
            is_last = day == line.points[-1][0]
            if was is None or was[1] != value or is_last:
                is_under = (there is not None and there > value) or (was is not None and was[1] > value)
                away = BELOW if is_under else ABOVE  # a step down comes from above
                found.append((day, Label(frame.x(day), frame.y(value) + away, _short(value))))
    return [label for _day, label in sorted(found, key=lambda pair: pair[0], reverse=True)]


def _ticks(days: Sequence[date], frame: _Frame, written: Callable[[date], str]) -> list[Label]:
    """The last day and the first, then those between them."""
    labels = [Label(frame.x(day), TICK, written(day)) for day in (days[-1], days[0], *days[1:-1])]
    return [_inside(label) for label in dict.fromkeys(labels)]


def _inside(label: Label) -> Label:
    """*label*, leaning on the edge that it would reach over."""
    half = width_of(label.text) / 2
    if label.x < half:
        return replace(label, x=0, anchor="start")
    return replace(label, x=100, anchor="end") if label.x > 100 - half else label


def _short(value: Number) -> str:
    return str(value) if isinstance(value, int) else short(value)
