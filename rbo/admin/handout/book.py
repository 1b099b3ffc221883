"""What one stringer wrote down: the client, the rackets, the jobs, the letters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _

from rbo.admin.handout.entry import Chapter, Entry, Fact, Part, Row, facts, language, listed, moment
from rbo.admin.handout.job import job
from rbo.clients import told as clients
from rbo.receipts.models import Skipped, number_of


def book(known: dict[str, Any]) -> Part:
    """One stringer's part."""
    rackets = {row["id"]: row for row in known["rackets"]}
    numbers = {row["id"]: number_of(row["year"], row["seq"]) for row in known["receipts"]}
    jobs = sorted(known["jobs"], key=lambda row: int(row["number"]), reverse=True)
    extras: dict[Any, list[Row]] = {row["id"]: [] for row in jobs}
    for extra in known["extras"]:
        extras[extra["order_id"]].append(extra)
    chapters = (
        Chapter(_("Client"), [Entry(_client(known["client"]))]),
        Chapter(_("Rackets"), [Entry(_racket(row), row["label"]) for row in rackets.values()]),
        Chapter(
            _("Stringjobs"),
            [job(row, rackets[row["racket_id"]]["label"], numbers, extras[row["id"]]) for row in jobs],
        ),
        Chapter(_("Letters"), [Entry([_letter(row, numbers) for row in known["letters"]])]),
    )
    return Part(
        known["stringer"] or "–",
        [one for one in chapters if any(entry.title or entry.facts for entry in one.entries)],
    )


def _client(row: Row) -> Sequence[Fact]:
    written = ((clients.point(column), value) for column, value in row.items() if column != "archived_at")
    standing = (
        (_("Written into the book"), row["created_at"]),
        (_("Accepted since"), row["accepted_at"]),
        (_("Archived"), row["archived_at"]),
    )
    return facts((*written, *standing))


def _racket(row: Row) -> Sequence[Fact]:
    return facts((clients.point(column), value) for column, value in row.items() if column != "label")


def _letter(row: Row, numbers: dict[Any, str]) -> Fact:
    unsent = {
        Skipped.NO_ADDRESS: _("Not mailed: no address is known"),
        Skipped.NOT_WANTED: _("Not mailed: the client wants no mail"),
    }
    receipt = _("Receipt %(number)s", number=numbers[row["receipt_id"]])
    said = listed(receipt, row["recipient"], language(row["locale"]), unsent.get(row["skipped"]))
    return moment(row["created_at"]), said
