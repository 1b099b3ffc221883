"""The words of the log: what was done, and by whom."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from rbo.admin.queries import Logged
from rbo.platform import tables
from rbo.platform.audit import AdminAuditLog, Purpose
from rbo.platform.tables import Cell

DEEDS = {
    "book_read": _l("Looked into a book"),
    "book_written": _l("Wrote a book into a file"),
    "stringers_listed": _l("Looked at the list of stringers"),
    "stringer_viewed": _l("Looked at a stringer"),
    "stringer_invited": _l("Invited a stringer"),
    "stringer_suspended": _l("Suspended a stringer"),
    "stringer_reactivated": _l("Opened a stringer’s book again"),
    "stringer_finalized": _l("Finalized a stringer"),
    "book_closed": _l("Closed their own book"),
    "book_reopened": _l("Opened their own book again"),
    "book_exported": _l("Handed out a book"),
    "book_file_asked": _l("Had a whole book made as a file"),
    "log_read": _l("Read this log"),
    "outbox_listed": _l("Looked at all deliveries"),
    "people_compared": _l("Looked at two persons side by side"),
    "people_merged": _l("Merged two persons"),
    "people_searched": _l("Searched for a person"),
    "person_viewed": _l("Looked at a person"),
    "person_exported": _l("Handed out what is known about a person"),
    "requests_listed": _l("Looked at who waits for what is known about them"),
    "file_requested": _l("Asked for what is known about themselves"),
    "person_erased": _l("Erased a person"),
    "delivery_retried": _l("Sent a delivery again"),
    "delivery_discarded": _l("Discarded a delivery"),
    "mail_released": _l("Ended the hold of the mail"),
    "submissions_listed": _l("Looked at the list of submissions"),
    "submission_viewed": _l("Looked at a submission"),
    "submission_promoted": _l("Took a submission into the catalogue"),
    "submission_rejected": _l("Rejected a submission"),
    "file_handed_over": _l("Put a file to import before a stringer"),
    "catalogue_staged": _l("Staged a file for the catalogue"),
    "import_promoted": _l("Took an imported row into the catalogue"),
    "import_matched": _l("Matched an imported row with the catalogue"),
    "import_rejected": _l("Left an imported row out"),
    "invitation_accepted": _l("Accepted the invitation of a stringer"),
    "stringer_accepted": _l("Let a stringer read about themselves"),
    "preferences_changed": _l("Changed what they say of themselves"),
    "stringer_left": _l("Let a stringer read about themselves no longer"),
}
PURPOSES: dict[str, LazyString] = {
    Purpose.SITE: _l("To run the site"),
    Purpose.PERSONS: _l("For the rights of persons"),
    Purpose.CATALOGUE: _l("For the shared catalogue"),
    Purpose.MOVE: _l("To bring a book in"),
    Purpose.COMMAND: _l("Asked for at the machine"),
    Purpose.OWN_WISH: _l("By their own wish"),
}


def said(line: AdminAuditLog) -> str:
    """The deed in words; a word of a room that is not listed here stands for itself."""
    return str(DEEDS.get(line.deed, line.deed.replace("_", " ")))


def why(line: AdminAuditLog) -> str:
    """What the page is there for, or what was typed; nothing where that named somebody who is erased."""
    return str(PURPOSES.get(line.reason, line.reason))


def as_table(lines: Sequence[Logged]) -> tables.Table:
    """The log as it is handed out, in the same words as on the page."""
    heads = (_("When"), _("Who"), _("What"), _("Stringer"), _("Person"), _("Reason"), _("Request"))
    return tables.Table("log", _("Log"), heads, [_cells(logged) for logged in lines])


def _cells(logged: Logged) -> Sequence[Cell]:
    line = logged.line
    at, about = line.created_at.isoformat(timespec="seconds"), str(line.person_id or "")
    return (at, by(logged), said(line), logged.about or "", about, why(line), line.request_id)


def by(logged: Logged) -> str:
    """Whoever did it; who works at the machine itself has no name there, and no client is named."""
    kind = logged.line.actor.partition(":")[0]
    nameless = {"system": _("at the machine"), "person": _("a client")}
    return logged.by or str(nameless.get(kind, _("somebody who left")))
