"""What each address that writes takes away: nothing, what comes back, or why it stays away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from werkzeug.exceptions import HTTPException
from werkzeug.test import TestResponse

from tests.browsers import Forms, fields
from tests.walls.walk import SHORTLY, Walk

Address = tuple[str, str]
Then = Callable[[TestResponse], str]

ADDS = {  # or changes what the history tells, reads, sends or makes a file; nothing goes and nothing moves
    *("admin.export_book", "admin.export_person", "admin.invite", "admin.retry", "admin_imports.bring"),
    *("admin_imports.choose", "admin_imports.name_columns", "auth.choose_password", "auth.confirm"),
    *("auth.let_program_in", "auth.sign_in_by_link", "auth.sign_in_by_password", "catalogue.add_racket"),
    *("catalogue.add_string", "catalogue.edit_racket", "catalogue.edit_string", "catalogue.submit_racket"),
    *("catalogue.submit_string", "clients.add", "clients.add_racket", "clients.edit", "desk.preview_typed"),
    *("desk.retry_delivery", "desk.save_settings", "exports.make", "imports.bring", "imports.choose"),
    *("imports.name_columns", "kept_out.take", "notifications.read", "notifications.read_all"),
    *("orders.add", "orders.do_again", "orders.mail_several", "orders.picked", "orders.reading"),
    *("orders.save", "orders.save_table", "orders.send_again", "portal.accept", "portal.ask_for_file"),
    *("portal.claim", "portal.invite", "portal.make_link", "portal.print_labels", "portal.renew_link"),
    *("portal.save_preferences", "portal.share_everything", "portal.share_job", "sharing.picked"),
    *("sharing.share", "sharing.share_several", "staged.bring", "stringers.finish_profile"),
    *("webhooks.add", "webhooks.ping", "webhooks.send_again"),
}
ADDS_OF_PROGRAMS = {
    *("api.add_client", "api.add_racket", "api.add_racket_model", "api.add_string_model"),
    "api.take_order_in",
}
SIGN_IN_AGAIN = "ends a login, and a login that ended stays ended: a thief must not take it back"
FOR_GOOD = "is for good, and its page says so and asks for the reason"
TRIED = "is undone as a whole, which the tests of imports try with a file"
DECIDED = "is a decision about somebody else's row, told to them at once; they may submit again"
REASONS: dict[Address, str] = {
    ("auth.sign_out", "POST"): SIGN_IN_AGAIN,
    ("auth.sign_out_device", "DELETE"): SIGN_IN_AGAIN,
    ("auth.sign_out_others", "DELETE"): SIGN_IN_AGAIN,
    (
        "auth.shut_program_out",
        "DELETE",
    ): "ends a secret, which may have been stolen; a new one is made beside it",
    ("webhooks.remove", "DELETE"): "ends a secret; who only wants silence has Pause beside it",
    ("portal.revoke_link", "DELETE"): "ends a secret that is out in the world; a new one is made beside it",
    ("desk.discard_delivery", "DELETE"): FOR_GOOD,
    ("admin.discard", "DELETE"): FOR_GOOD,
    ("admin.release", "POST"): "lets letters of a restored book go or not, after a page that counts them",
    ("admin.merge_people", "POST"): FOR_GOOD,
    ("admin.erase_person", "POST"): FOR_GOOD,
    ("admin.finalize", "POST"): FOR_GOOD,
    ("imports.approve", "POST"): TRIED,
    ("imports.undo", "DELETE"): TRIED,
    ("admin_imports.approve", "POST"): TRIED,
    ("admin_imports.undo", "DELETE"): TRIED,
    (
        "imports.discard",
        "DELETE",
    ): "lets a report go; the file is where it came from, and nothing of it is in the book",
    ("admin_imports.discard", "DELETE"): "lets a report go, as above",
    ("moderation.promote", "POST"): DECIDED,
    ("moderation.reject", "POST"): DECIDED,
    ("staged.promote", "POST"): "adds to the catalogue of everybody, who may use it at once",
    ("staged.match", "POST"): "says that a foreign row is known; the row is kept as it came",
    ("staged.reject", "POST"): "says that a foreign row is of no use; the row is kept as it came",
}
RECORDS = {  # what is written down about a deed stays when it is taken back, and so does a number given out
    *("changes", "order_state_audit", "share_audit", "admin_audit_log", "outbox", "outbox_pauses", "logins"),
    *(
        "webhook_deliveries",
        "schedule_runs",
        "form_keys",
        "notifications",
        "order_batches",
        "alembic_version",
    ),
    *("receipts", "receipt_emissions", "receipt_counters"),
}
TABLES = "select tablename from pg_tables where schemaname = 'public' order by 1"
ROWS = """
    select coalesce(jsonb_agg(row order by row::text), '[]') from (
        select to_jsonb(t) - array['id', 'version', 'created_at', 'updated_at', 'receipt_id', 'accepted_at']
            || jsonb_build_object('is_accepted', to_jsonb(t) ->> 'accepted_at' is not null) as row
        from {table} t where to_jsonb(t) ->> 'ended_at' is null
    ) rows
"""


def where_it_leads(answer: TestResponse) -> str:
    """The page that is shown next."""
    return answer.location or ""


class Undoing:
    """Tries deeds with their undos; *undone* are the addresses that were taken back."""

    def __init__(self, app: Flask, walk: Walk) -> None:
        self.map, self.walk, self.undone = app.url_map.bind("localhost"), walk, set[Address]()
        known = [table for (table,) in walk.superuser.execute(TABLES) if table not in RECORDS]
        self.rows_of = {table: ROWS.format(table=table) for table in known}

    def tries(
        self, deed: Address, page: str, undo: Address, then: Then = where_it_leads, **typed: Any
    ) -> None:
        """Do it by the form on *page*, press the undo that the next page offers, see all rows as before."""
        before = self._rows()
        answer = self.walk.press(deed[0], page, deed[1], **typed) if page else self.walk.send(*deed, **typed)
        assert self._rows() != before, f"{deed} changes nothing"
        self._press(then(answer), undo)
        assert self._rows() == before, f"{deed} is not taken back by {undo}"
        self.undone |= {deed, undo}

    def ticks(self, endpoint: str, page: str, name: str) -> None:
        """Tick *name* in the form on *page* and untick it again."""
        before, address = self._rows(), self.walk.address(endpoint, "POST")
        self.walk.press(endpoint, page, **{name: "y"})
        assert self._rows() != before, f"{name} changes nothing"
        values = fields(self.walk.browser.get(address).text, address)
        assert values.pop(name)
        assert self.walk.browser.post(address, data=values).status_code == 303
        assert self._rows() == before, f"{name} cannot be unticked"
        self.undone.add((endpoint, "POST"))

    def _press(self, page: str, undo: Address) -> None:
        for action, values in Forms(self.walk.browser.get(page).text).found:
            method = values.get("_method", "post").upper()
            if (self._endpoint(action, method), method) == undo:
                said = {"reason": SHORTLY["reason"]} if "reason" in values else {}
                assert self.walk.browser.post(action, data=values | said).status_code == 303
                return
        raise AssertionError(f"{page} offers no {undo}")

    def _endpoint(self, action: str, method: str) -> str:
        try:
            return str(self.map.match(action.partition("?")[0], method)[0])
        except HTTPException:
            return ""

    def _rows(self) -> dict[str, Any]:
        return {table: self.walk.ask(rows)[0] for table, rows in self.rows_of.items()}


@pytest.fixture
def undoing(app: Flask, walk: Walk) -> Undoing:
    """Anna, who changes her mind."""
    return Undoing(app, walk)
