"""Counts of the site: each process writes into a file of its own, whoever is asked adds them up."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead

from rbo.platform.metrics import folder
from rbo.platform.metrics.families import (
    FOREIGN_FORMS,
    IN_FLIGHT,
    NO_BOOK_OPEN,
    REFRESH_REUSE,
    ROWS_DENIED,
    Family,
    Kind,
)

MINE = CollectorRegistry()
# Told before they ever happen: from nothing to one would be no increase.
FROM_THE_START = (IN_FLIGHT, REFRESH_REUSE, FOREIGN_FORMS, NO_BOOK_OPEN, ROWS_DENIED)


def add(family: Family, value: float, labels: Mapping[str, str]) -> None:
    """Add *value* to one series."""
    series = _series(family, labels)
    if isinstance(series, Histogram):
        series.observe(value)
    else:
        series.inc(value)


def put(family: Family, value: float, labels: Mapping[str, str]) -> None:
    """Let one series of this process be *value* now; those of all processes are added up."""
    series = _series(family, labels)
    if not isinstance(series, Gauge):
        raise TypeError(f"{family.name} is no gauge")
    series.set(value)


def text() -> str:
    """What all processes of the site have counted."""
    for family in FROM_THE_START:
        _metric(family)
    registry = MINE
    shared = folder.shared()
    if shared:
        for pid in folder.gone(shared):
            mark_process_dead(pid, str(shared))  # type: ignore[no-untyped-call]
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return generate_latest(registry).decode()


def _series(family: Family, labels: Mapping[str, str]) -> Counter | Gauge | Histogram:
    found = _metric(family)
    return found.labels(**labels) if labels else found


@cache
def _metric(family: Family) -> Counter | Gauge | Histogram:
    if family.kind is Kind.GAUGE:
        return Gauge(family.name, family.says, family.labels, registry=MINE, multiprocess_mode="livesum")
    if family.kind is Kind.HISTOGRAM:
        return Histogram(family.name, family.says, family.labels, buckets=family.buckets, registry=MINE)
    return Counter(family.name, family.says, family.labels, registry=MINE)
