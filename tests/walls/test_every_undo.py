"""Whatever takes away or moves something is taken back by a button, or says here why it cannot be."""

from __future__ import annotations

from contextvars import Context
from io import BytesIO

from rbo.platform.ids import new_id
from rbo.platform.web import PROGRAMS
from tests.browsers import Browser
from tests.make import just_taken_in
from tests.signed_in import client_of
from tests.stringers.pictures import BLUE, a_logo
from tests.walls import taking
from tests.walls.addresses import READING, annas, ids, rules
from tests.walls.taking import undoing
from tests.walls.walk import A_JOB, SHORTLY, walk

__all__ = ["annas", "ids", "undoing", "walk"]

ORDER, DELETE = "/orders/{number}", "DELETE"


def test_whatever_takes_something_away_is_taken_back_or_says_why_not(app, undoing, anna, ben):
    """U-16."""
    _orders(undoing)
    _book(undoing)
    _sharing(undoing)
    _way_out(undoing, app, anna)
    _of_admins(undoing, ben)

    taking_away = {(rule.endpoint, method) for rule, method in rules(app) if method not in READING}
    taking_away -= {(endpoint, "POST") for endpoint in taking.ADDS}
    assert taking_away - undoing.undone == set(taking.REASONS)


def test_what_programs_take_away_pages_take_away_too(app):
    """U-16."""
    of_pages = {(rule.rule, method) for rule, method in rules(app)}
    programs = [pair for pair in rules(app, of_programs=True) if pair[1] not in (*READING, "PATCH")]

    of_their_own = {
        rule.endpoint
        for rule, method in programs
        if ("/" + rule.rule.removeprefix(PROGRAMS).partition("/")[2], method) not in of_pages
    }

    assert of_their_own == taking.ADDS_OF_PROGRAMS


def _orders(undoing):
    walk, number = undoing.walk, str(undoing.walk.own["number"])
    walk.press("orders.take_back_payment", ORDER, DELETE)
    _step(undoing, "payment")
    undoing.tries(("orders.returning", "POST"), ORDER, ("orders.take_back_return", DELETE))
    walk.press("orders.take_back_stringing", ORDER, DELETE)
    _step(undoing, "stringing")
    together = ("orders.take_back_several", DELETE)
    undoing.tries(("orders.move_several", "POST"), "/orders", together, number=number, step="strung")
    walk.own["number"] = just_taken_in().number
    _step(undoing, "cancellation")
    draft = walk.press("orders.add", f"/orders/new?client=me&key={new_id()}", to="draft", **A_JOB)
    walk.own["number"] = int(draft.location.rpartition("/")[2])
    _step(undoing, "ordering")
    walk.own["number"] = int(number)


def _step(undoing, step):
    undoing.tries((f"orders.{step}", "POST"), "", (f"orders.take_back_{step}", DELETE))


def _book(undoing):
    undoing.tries(("desk.archive", "POST"), "/clients/{client_id}", ("desk.bring_back", DELETE))
    undoing.ticks("clients.edit_racket", "/clients/{client_id}/rackets/{racket_id}/edit", "is_retired")
    put_back, file = ("desk.put_logo_back", DELETE), (BytesIO(a_logo(BLUE)), "logo.png")
    undoing.tries(("desk.remove_logo", DELETE), "/settings", put_back)
    undoing.tries(("desk.upload_logo", "POST"), "", put_back, logo=file)
    for kind, page in (
        ("racket", "/catalogue/rackets/{model_id}"),
        ("string", "/catalogue/strings/{string_id}"),
    ):
        if kind == "string":
            undoing.walk.press("catalogue.submit_string", page)
        submit, withdraw = (f"catalogue.submit_{kind}", "POST"), (f"catalogue.withdraw_{kind}", DELETE)
        undoing.tries(withdraw, page, submit)
    resume = ("webhooks.resume", DELETE)
    undoing.tries(("webhooks.pause", "POST"), "/settings/webhooks/{webhook_id}", resume)


def _sharing(undoing):
    walk, page = undoing.walk, "/orders/{number}/shares"
    walk.press("sharing.share", page, grantee_email="carla@example.org")
    live = "select id from order_shares where ended_at is null and grantee_email = 'carla@example.org'"
    walk.own["share_id"] = walk.ask(live)[0]
    undoing.tries(("sharing.revoke", DELETE), page, ("sharing.share_again", DELETE))
    undoing.tries(("portal.revoke", DELETE), "/portal/grants", ("portal.share_again", DELETE))
    walk.press("portal.accept", "/portal")
    undoing.tries(("portal.leave", DELETE), "/portal/preferences", ("portal.accept", "POST"))


def _way_out(undoing, app, anna):
    def sign_in(_answer):
        undoing.walk.browser = Browser(Context().run(client_of, app, anna))
        return "/settings/leave"

    reopen = ("auth.reopen", DELETE)
    undoing.tries(("auth.close_book", "POST"), "/settings/leave", reopen, sign_in, name="Anna’s Strings")


def _of_admins(undoing, ben):
    walk = undoing.walk
    walk.ask("update stringers set role = 'admin' where id = %s", walk.own["stringer_id"])
    walk.own["stringer_id"] = ben.id
    reactivate = ("admin.reactivate", DELETE)
    undoing.tries(("admin.suspend", "POST"), "/admin/stringers/{stringer_id}", reactivate, **SHORTLY)
