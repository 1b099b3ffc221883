"""Counts of the site: each process writes into a file of its own, whoever is asked adds them up.

`rbo web` names the folder before it starts any (PROMETHEUS_MULTIPROC_DIR); without it there is one process.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from rbo.platform.metrics.families import (
    FOREIGN_FORMS,
    NO_BOOK_OPEN,
    REFRESH_REUSE,
    ROWS_DENIED,
    Family,
    Kind,
)

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
MINE = CollectorRegistry()
# Told before they ever happen: from nothing to one would be no increase.
RARE = (REFRESH_REUSE, FOREIGN_FORMS, NO_BOOK_OPEN, ROWS_DENIED)


def add(family: Family, value: float, labels: Mapping[str, str]) -> None:
    """Add *value* to one series."""
    found = _metric(family)
    series = found.labels(**labels) if labels else found
    if isinstance(series, Histogram):
        series.observe(value)
    else:
        series.inc(value)


def text() -> str:
    """What all processes of the site have counted."""
    for family in RARE:
        _metric(family)
    registry = MINE
    if os.environ.get(FOLDER):
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return generate_latest(registry).decode()


@cache
def _metric(family: Family) -> Counter | Histogram:
    if family.kind is Kind.HISTOGRAM:
        return Histogram(family.name, family.says, family.labels, buckets=family.buckets, registry=MINE)
    return Counter(family.name, family.says, family.labels, registry=MINE)
