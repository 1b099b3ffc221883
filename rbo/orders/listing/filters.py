"""The filters of the list, read from an address that anybody may have typed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from flask_babel import gettext as _

from rbo.orders.constraints import Step
from rbo.orders.lifecycle import Pile, State
from rbo.orders.listing.wanted import Mark, Wanted
from rbo.platform.errors import Refused
from rbo.platform.fields import day_of
from rbo.platform.web import LONGEST_SEARCH, row_number

PLACES: dict[str, State | Pile] = {place.value: place for place in (*State, *Pile)}
NOBODY = UUID(int=0)
Address = Mapping[str, str]


def read(address: Address) -> tuple[Wanted, dict[str, str]]:
    """What *address* asks for, and a sentence for each day in it that is none; such a day narrows nothing."""
    wrong: dict[str, str] = {}
    since, until = _day(address, "from", wrong), _day(address, "to", wrong)
    if since and until and until < since:
        wrong["to"] = _("This day is before the first one.")
    wanted = Wanted(
        text=address.get("q", "")[:LONGEST_SEARCH].strip(),
        place=PLACES.get(address.get("state", "")),
        client=_id(address, "client"),
        racket=_id(address, "racket"),
        dated=Step.STRUNG if address.get("on") == Step.STRUNG else Step.ORDERED,
        since=since,
        until=until,
    )
    return wanted, wrong


def mark(address: Address, name: str, wanted: Wanted) -> Mark | None:
    """Where the page begins, when *address* names a place that the list of *wanted* can have."""
    day, _cut, number = address.get(name, "").rpartition("_")
    try:
        found = Mark(row_number(number), date.fromisoformat(day) if day else None)
    except ValueError:
        return None
    return found if wanted.is_dated == (found.day is not None) else None


def _id(address: Address, name: str) -> UUID | None:
    """An id; what is none names nobody."""
    typed = address.get(name, "")
    try:
        return UUID(typed) if typed else None
    except ValueError:
        return NOBODY


def _day(address: Address, name: str, wrong: dict[str, str]) -> date | None:
    if not address.get(name, "").strip():
        return None
    try:
        return day_of(address, name, date.min)
    except Refused as refused:
        wrong[name] = str(refused)
        return None
