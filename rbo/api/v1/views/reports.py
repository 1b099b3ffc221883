"""`/reports`: what a year came to. The room of reports lies beside this one: the site brings its finder."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from flask import current_app

from rbo.api.v1.door import offer
from rbo.api.v1.shapes.reports import AskedYearShape, SummaryShape
from rbo.platform.words import local_today

Finder = Callable[[int | None, date], object]
FINDER = "summary_of_a_year"


@offer("GET", "/reports/summary", tag="Reports", takes=AskedYearShape, gives=SummaryShape)
def summary(asked: dict[str, Any]) -> Any:
    """What a year, or all of them, came to"""
    find: Finder = current_app.extensions[FINDER]
    return find(asked["year"], local_today())
