"""Strings as people type them: of the catalogue when it knows the name, else as typed."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from rbo.catalogue import queries as catalogue
from rbo.orders.side import Side

WITH_GAUGE = re.compile(r"(?P<label>.*\S)\s+(?P<gauge>[01][.,]\d{1,2})(?: ?mm)?")


def string_named(text: str, **rest: Any) -> Side:
    """A side with the string *text* names; *rest* are the other values of the side."""
    for model in catalogue.find_strings(text):
        if model.label_with_gauge.lower() == text.lower():
            return Side(
                label=model.label,
                string_owner=model.stringer_id,
                string_id=model.id,
                gauge_mm=model.gauge_mm,
                gauge_label=model.gauge_label or "",
                **rest,
            )
    typed = WITH_GAUGE.fullmatch(text)
    if typed is None:
        return Side(label=text, **rest)
    return Side(label=typed["label"], gauge_mm=Decimal(typed["gauge"].replace(",", ".")), **rest)
