"""Strings as people type them: of the catalogue when it knows the name, else as typed."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from rbo.catalogue import queries as catalogue
from rbo.orders.gauge import Gauge, other_gauge, split
from rbo.orders.side import Side


def string_named(text: str, gauge: Gauge, **rest: Any) -> Side:
    """A side with the string *text* names in *gauge*, or in the gauge at its end; *rest*: its other values.

    Where the two differ the name stays whole, so that neither is lost.
    """
    name, written = split(text)
    if other_gauge(text, gauge) is not None:
        name = text
    mm = written if gauge.mm is None else gauge.mm
    called_so = catalogue.strings_called(name, mm)
    if not called_so:
        return Side(label=name, gauge_mm=mm, gauge_label=gauge.label, **rest)
    model = called_so[0]
    return Side(
        label=model.label,
        string_owner=model.stringer_id,
        string_id=model.id,
        gauge_mm=model.gauge_mm,
        gauge_label=gauge.label or model.gauge_label or "",
        **rest,
    )


def typed(side: Side) -> str:
    """The name to show in a form, which reads it back as it is: behind a gauge in it stands its own."""
    return side.label_with_gauge if split(side.label)[1] is not None else side.label


def odds_between(text: str, gauge: Gauge) -> str:
    """What to say where *text* ends in another gauge than the one beside it; no string may be called so."""
    written = other_gauge(text, gauge)
    if written is None or catalogue.strings_called(text, gauge.mm):
        return ""
    return str(
        _(
            "The name of the string says %(written)s mm. Say the same here, or take it out of the name.",
            written=written,
        )
    )
