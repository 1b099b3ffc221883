"""What was changed of a client or of a racket, in words."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from rbo.clients.models import ClientProfile, Racket
from rbo.platform.history import Change
from rbo.platform.told import changes_of, sentences

POINTS = {
    "entered_first_name": _l("First name"),
    "entered_last_name": _l("Last name"),
    "entered_email": _l("Email"),
    "entered_phone": _l("Phone"),
    "entered_locale": _l("Language of the receipt"),
    "nickname": _l("Nickname"),
    "internal_notes": _l("Notes"),
    "default_tension_memo": _l("Usual tension"),
    "invitation": _l("Invited to their own pages"),
    "label": _l("Model"),
    "head_size_in2": _l("Head size in square inches"),
    "pattern": _l("Pattern"),
    "serial": _l("Serial number"),
    "instance_id": _l("Short id"),
    "retired_at": _l("Not in use any more"),
}


def changes_in(row: ClientProfile | Racket) -> Sequence[tuple[Change, list[str]]]:
    """The last changes that have words, the latest first, each with its sentences."""
    lines = [(change, _said(change)) for change in changes_of(row.id)]
    return [(change, said) for change, said in lines if said]


def _said(change: Change) -> list[str]:
    was_and_is = change.columns.get("archived_at")
    moved = [_("Archived") if was_and_is[1] else _("Brought back")] if was_and_is else []
    return [*moved, *sentences(change, lambda column: str(POINTS.get(column, "")))]
