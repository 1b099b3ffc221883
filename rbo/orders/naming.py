"""Strings as people type them: of the catalogue when it knows the name, else as typed."""

from __future__ import annotations

from typing import Any

from rbo.catalogue import queries as catalogue
from rbo.catalogue.models import StringModel
from rbo.orders.gauge import Gauge, split
from rbo.orders.side import Side

OFFERED = 60


def string_named(text: str, gauge: Gauge, **rest: Any) -> Side:
    """A side with the string *text* names, a gauge at its end before *gauge*; *rest*: its other values."""
    name, written = split(text)
    mm = written if written is not None else gauge.mm
    model = _known(name, Gauge(mm, gauge.label))
    if model is None:
        return Side(label=name, gauge_mm=mm, gauge_label=gauge.label, **rest)
    return Side(
        label=model.label,
        string_owner=model.stringer_id,
        string_id=model.id,
        gauge_mm=model.gauge_mm,
        gauge_label=model.gauge_label or gauge.label,
        **rest,
    )


def _known(name: str, gauge: Gauge) -> StringModel | None:
    """The model of this name in this gauge; what is not said in millimetres has to be unknown there too."""
    found = catalogue.find_strings(f"{name} {gauge.mm:.2f}" if gauge.mm else name, limit=OFFERED)
    same = (model for model in found if model.label.lower() == name.lower() and model.gauge_mm == gauge.mm)
    return next(same, None)
