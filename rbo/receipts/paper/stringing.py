"""Bottom left: what went into the racket, and how."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from rbo.platform.units import short
from rbo.receipts.draft import Draft, Frame, Method, Side
from rbo.receipts.measure import Face, lines
from rbo.receipts.paper.words import WIDTH_MM, both_units

SMALL, BOLD = Face(9), Face(11, 600)
FACT_MM = 58


@dataclass(frozen=True)
class Strings:
    """One side: its name, tension in both units, string and details."""

    title: str
    tension: str
    other_tension: str
    label: list[str]
    details: list[str]


def stringing(draft: Draft) -> tuple[list[Strings], list[tuple[str, list[str]]]]:
    """The bottom left of *draft*: both sides, then the facts as label and lines."""
    sides = [strings(_("Mains"), draft.main), strings(_("Crosses"), draft.cross)]
    racket, pattern = frame(draft.racket), draft.racket.pattern
    facts = [
        (_("Racket"), lines(racket, SMALL, FACT_MM, most=2)),
        (_("Pattern"), lines(pattern, SMALL, FACT_MM)),
        (_("Method"), lines(method(draft.method), SMALL, FACT_MM, most=2)),
        (_("Machine"), lines(draft.method.machine_mode, SMALL, FACT_MM)),
        (_("DT"), lines(dynamic_tension(draft), SMALL, FACT_MM, most=2)),
    ]
    return sides, [fact for fact in facts if fact[1]]


def strings(title: str, side: Side) -> Strings:
    """One side as it stands on the paper."""
    tension, other = both_units(side.tension, side.tension_unit or "kg") if side.tension else ("–", "")
    return Strings(
        title=title,
        tension=tension,
        other_tension=other,
        label=lines(side.label, BOLD, WIDTH_MM, most=2),
        details=lines(", ".join(filter(None, details(side))), SMALL, WIDTH_MM, most=2),
    )


def details(side: Side) -> tuple[str | None, ...]:
    """Gauge, colour and whose string it is."""
    gauge = f"{side.gauge_mm} mm" if side.gauge_mm is not None else None
    if side.gauge_label:
        gauge = f"{gauge} ({side.gauge_label})" if gauge else side.gauge_label
    return gauge, side.colour, _("own string") if side.byo else None


def frame(racket: Frame) -> str:
    """The racket with its head size."""
    size = f"{short(racket.head_size_in2)} in²" if racket.head_size_in2 is not None else None
    return ", ".join(filter(None, (racket.label, size)))


def method(used: Method) -> str:
    """Pieces, knots and pre-stretch, as far as they are known."""
    parts = (
        ngettext("%(num)s piece", "%(num)s pieces", used.pieces) if used.pieces else None,
        ngettext("%(num)s knot", "%(num)s knots", used.knots) if used.knots else None,
        _("%(share)s pre-stretch", share=f"{short(used.prestretch_pct)} %") if used.prestretch_pct else None,
    )
    return ", ".join(filter(None, parts))


def dynamic_tension(draft: Draft) -> str:
    """The reading and the instrument it came from."""
    if draft.dynamic_tension is None:
        return ""
    instrument = draft.dynamic_tension_instrument
    return short(draft.dynamic_tension) + (f" ({instrument})" if instrument else "")
