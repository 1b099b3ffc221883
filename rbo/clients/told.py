"""The words for what can be changed of a client or of a racket."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from rbo.platform.told import Changed, sentences

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
    "retired_at": _l("Not in use any more"),
}


def said(change: Changed) -> list[str]:
    """What was changed, a sentence for each point."""
    columns = change.columns or {}
    was_and_is = columns.get("archived_at")
    moved = [_("Archived") if was_and_is[1] else _("Brought back")] if was_and_is else []
    invited = [_("Invited to their own pages")] if "invitation" in columns else []  # a deed, and no column
    return [*moved, *invited, *sentences(change, point)]


def point(column: str) -> str:
    """The word for a column of a client or of a racket; empty where it says nothing to people."""
    return str(POINTS.get(column, ""))
