"""The words for what can be changed of a client or of a racket."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from rbo.platform.told import Changed, sentences
from rbo.platform.units import short
from rbo.platform.words import day

RETIRED = "retired_at"
POINTS = {
    "entered_first_name": _l("First name"),
    "entered_last_name": _l("Last name"),
    "entered_email": _l("Email"),
    "entered_phone": _l("Phone"),
    "entered_locale": _l("Language of the receipt"),
    "nickname": _l("Nickname"),
    "internal_notes": _l("Notes"),
    "default_tension_memo": _l("Usual tension"),
    "label": _l("Model"),
    "head_size_in2": _l("Head size in square inches"),
    "pattern": _l("Pattern"),
    "serial": _l("Serial number"),
    "instance_id": _l("Short id"),
    RETIRED: _l("Not in use any more"),
}
FIGURES = {"head_size_in2": short}


def said(change: Changed) -> list[str]:
    """What was changed, a sentence for each point."""
    columns = change.columns or {}
    was_and_is = columns.get("archived_at")
    moved = [_("Archived") if was_and_is[1] else _("Brought back")] if was_and_is else []
    invited = [_("Invited to their own pages")] if "invitation" in columns else []  # a deed, and no column
    retired = _retired(columns[RETIRED]) if RETIRED in columns else []
    return [*moved, *invited, *retired, *sentences(change, _plain_point, FIGURES)]


def _plain_point(column: str) -> str:
    return "" if column == RETIRED else point(column)  # which has a sentence of its own


def _retired(was_and_is: Sequence[str | None]) -> list[str]:
    since = was_and_is[1]
    if since is None:
        return [_("In use again")]
    return [_("Not in use any more since %(day)s", day=day(date.fromisoformat(since)))]


def point(column: str) -> str:
    """The word for a column of a client or of a racket; empty where it says nothing to people."""
    return str(POINTS.get(column, ""))
