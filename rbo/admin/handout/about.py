"""What the site itself knows: who somebody is, where that came from, their logins, whom they let look."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from rbo.admin.handout.entry import Chapter, Entry, Fact, Part, Row, facts, language, listed, moment
from rbo.admin.provenance import Source
from rbo.clients.told import point
from rbo.people.models import Preferences


def about(known: dict[str, Any]) -> Part:
    """The part before the books."""
    chapters = (
        Chapter(_("Name and language"), [Entry(facts(_person(known["person"])))]),
        Chapter(_("Where it came from"), [Entry([_source(row) for row in known["sources"]])]),
        Chapter(_("Logins"), [Entry([_login(row) for row in known["logins"]])]),
        Chapter(_("Who may look"), [Entry(_grants(known))]),
    )
    return Part(_("What this site knows"), [chapter for chapter in chapters if chapter.entries[0].facts])


def _person(row: Row) -> Iterable[tuple[object, Any]]:
    wishes = Preferences.of(row["notification_prefs"])
    return (
        (point("entered_first_name"), row["display_first_name"]),
        (point("entered_last_name"), row["display_last_name"]),
        (point("entered_email"), row["email"]),
        (_("Address proven"), row["email_verified_at"]),
        (point("entered_phone"), row["phone"]),
        (_("Language"), language(row["default_locale"])),
        (_("Receipts by email"), wishes.email),
        (_("SMS"), wishes.sms),
        (_("WhatsApp"), wishes.whatsapp),
        (_("Telegram"), wishes.telegram),
        (_("Receipts without a thank-you"), wishes.signoff_opt_out),
        (_("Known since"), row["created_at"]),
    )


def _source(row: Row) -> Fact:
    source = Source(**row)
    return moment(source.at), source.words


def _login(row: Row) -> Fact:
    seen = _("last seen %(when)s", when=moment(row["last_seen_at"]))
    return row["device"] or _("Unknown device"), listed(_since(row), seen, _ended(row))


def _grants(known: dict[str, Any]) -> Sequence[Fact]:
    jobs = {
        job["id"]: _("Order %(number)s, %(stringer)s", number=job["number"], stringer=book["stringer"])
        for book in known["books"]
        for job in book["jobs"]
    }
    by_stringer = str(_("shown by the stringer"))
    everything = [(row, _("Everything, future stringjobs too")) for row in known["shared_everything"]]
    single = [(row, jobs.get(row["order_id"])) for row in known["shared_jobs"]]
    by_others = [
        (row, listed(jobs.get(row["order_id"]), by_stringer)) for row in known["shared_by_stringers"]
    ]
    return [
        (row["grantee_email"], listed(what, _since(row), _ended(row), _looked(row)))
        for row, what in (*everything, *single, *by_others)
    ]


def _looked(row: Row) -> str:
    if not row["visits"]:
        return ""
    times, when = len(row["visits"]), moment(row["visits"][0]["at"])
    said = ngettext("looked at once, %(when)s", "looked at %(num)d times, last %(when)s", times, when=when)
    return str(said)


def _since(row: Row) -> str:
    return str(_("since %(when)s", when=moment(row["created_at"])))


def _ended(row: Row) -> str:
    return str(_("ended %(when)s", when=moment(row["ended_at"]))) if row["ended_at"] else ""
