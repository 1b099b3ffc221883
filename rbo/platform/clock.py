"""The time. Call it as `clock.now()`, so that a test can set the clock."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def today(timezone: str) -> date:
    """The calendar day in *timezone* (an IANA name)."""
    return now().astimezone(ZoneInfo(timezone)).date()
