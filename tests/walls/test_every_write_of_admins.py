"""Whatever an admin does leaves a line that says who did it, when and in which request."""

from __future__ import annotations

from io import BytesIO

from tests.make import a_staged_row
from tests.walls.addresses import annas, ids
from tests.walls.walk import OF_FILES, SHORTLY, is_for_admins, walk, writing

__all__ = ["annas", "ids", "walk"]

THE_SAME_PAGES = {f"admin_{endpoint}" for endpoint in (*OF_FILES, "imports.discard")}
CATALOGUE = b"sport,brand,model,year\ntennis,Babolat,Pure Aero 98,2023\n"


def test_what_an_admin_writes_leaves_a_line(app, walk, ben, ids):
    """U-33."""
    walk.ask("update stringers set role = 'admin' where id = %s", walk.own["stringer_id"])
    walk.own |= {"stringer_id": ben.id, "import_id": a_staged_row(model="Pure Strike")}
    walk.send("admin_imports.bring", whose=ben.email, file=(BytesIO(b"PK\3\4"), "a.xlsx"))
    _catalogue(walk, ids)
    _deliveries(walk)
    _people(walk)
    _stringers(walk)

    theirs = {pair for pair in writing(app) if is_for_admins(pair)}
    assert {endpoint for endpoint, _method in theirs - walk.told} == THE_SAME_PAGES


def _stringers(walk):
    page = "/admin/stringers/{stringer_id}"
    walk.press("admin.invite", "/admin/stringers", email="nora@example.org")
    walk.press("admin.suspend", page, **SHORTLY)
    walk.press("admin.reactivate", page, "DELETE", **SHORTLY)
    walk.press("admin.suspend", page, **SHORTLY)
    walk.send("admin.export_book", **SHORTLY)
    walk.ask(
        "update stringers set deactivated_at = now() - interval '31 days' where id = %s",
        walk.own["stringer_id"],
    )
    walk.press("admin.finalize", page, **SHORTLY)


def _people(walk):
    page = "/admin/people/{person_id}"
    walk.own["other_id"] = walk.ask("select merged_into from persons where id = %s", walk.own["other_id"])[0]
    walk.press("admin.merge_people", f"{page}/merger/{{other_id}}", **SHORTLY)
    walk.press("admin.export_person", page, **SHORTLY)
    walk.press("admin.erase_person", page, **SHORTLY)


def _deliveries(walk):
    for state in ("inflight", "failed"):
        walk.ask("update outbox set state = %s where id = %s", state, walk.own["outbox_id"])
    walk.press("admin.retry", "/admin/outbox")
    walk.press("admin.discard", "/admin/outbox", "DELETE", **SHORTLY)
    walk.send("admin.release", fate="drop")


def _catalogue(walk, ids):
    walk.press("moderation.promote", "/admin/submissions/{submission_id}")
    walk.own["submission_id"] = ids["submission_id"]["foreign"]
    walk.press("moderation.reject", "/admin/submissions/{submission_id}", reason="It is there.")
    walk.send("staged.bring", kind="racket", source="maker", file=(BytesIO(CATALOGUE), "a.csv"))
    page = "/admin/catalogue-imports/{import_id}"
    walk.press("staged.promote", page)
    walk.own["model_id"] = walk.ask("select id from racket_models where model = 'Pure Strike'")[0]
    walk.own["import_id"] = a_staged_row(model="Pure Strike VS")
    walk.send("staged.match")
    walk.own["import_id"] = a_staged_row(model="Nothing")
    walk.press("staged.reject", page, reason="Not a racket.")
