"""Whatever is written leaves a line that says who wrote it, when and in which request."""

from __future__ import annotations

import re
from contextvars import Context
from io import BytesIO

from rbo.platform.ids import new_id
from tests.browsers import Browser
from tests.signed_in import client_of
from tests.stringers.pictures import a_logo
from tests.walls.addresses import annas, ids
from tests.walls.walk import A_JOB, OF_FILES, SHORTLY, is_for_admins, walk, writing

__all__ = ["annas", "ids", "walk"]


def test_what_a_stringer_and_a_client_write_leaves_a_line(app, walk, anna):
    """U-33."""
    _book(walk)
    _orders(walk)
    _sharing(walk)
    _programs(walk)
    _portal(walk)
    _way_out(walk, app, anna)

    mine = {pair for pair in writing(app) if not is_for_admins(pair)}
    assert mine - walk.told == {pair for pair in mine if pair[0] in OF_FILES}


def _book(walk):
    walk.ask("update stringers set display_name = null where id = %s", walk.own["stringer_id"])
    walk.press("stringers.finish_profile", "/welcome", display_name="Anna’s Strings")
    walk.press("desk.save_settings", "/settings", town="Basel")
    walk.send("desk.upload_logo", logo=(BytesIO(a_logo()), "logo.png"))
    walk.press("desk.remove_logo", "/settings", "DELETE")
    walk.send("desk.put_logo_back", "DELETE")
    walk.press("clients.add", "/clients/new", first_name="Nina")
    walk.press("clients.edit", "/clients/{client_id}/edit", nickname="Owny")
    walk.press("clients.add_racket", "/clients/{client_id}/rackets/new", name="Wilson Blade")
    walk.press("clients.edit_racket", "/clients/{client_id}/rackets/{racket_id}/edit", pattern="18x20")
    walk.press("portal.invite", "/clients/{client_id}")
    walk.press("desk.archive", "/clients/{client_id}")
    walk.press("desk.bring_back", "/clients/{client_id}", "DELETE")
    walk.press("catalogue.add_racket", "/catalogue/rackets/new", brand="Head", model="Boom")
    walk.press("catalogue.add_string", "/catalogue/strings/new", brand="Head", name="Hawk", gauge_mm="1.25")
    for kind in ("racket", "string"):
        page = f"/catalogue/{kind}s/{{{'model_id' if kind == 'racket' else 'string_id'}}}"
        walk.press(f"catalogue.edit_{kind}", f"{page}/edit", brand="Owner")
        if kind == "racket":
            walk.press("catalogue.withdraw_racket", page, "DELETE")
        walk.press(f"catalogue.submit_{kind}", page)
    walk.press("catalogue.withdraw_string", "/catalogue/strings/{string_id}", "DELETE")
    walk.press("exports.make", "/exports", format="xlsx")
    walk.send("imports.bring", file=(BytesIO(b"PK\3\4"), "a.xlsx"), form_key=str(new_id()))
    walk.send("imports.discard", "DELETE")


def _orders(walk):
    page = "/orders/{number}"
    walk.press("orders.take_back_several", "/orders/moves/{batch_id}", "DELETE")
    walk.press("orders.move_several", "/orders", number=str(walk.own["number"]), step="paid")
    for state in ("inflight", "failed"):
        walk.ask("update outbox set state = %s where id = %s", state, walk.own["outbox_id"])
    walk.press("desk.retry_delivery", "/outbox")
    walk.press("desk.discard_delivery", "/outbox", "DELETE", **SHORTLY)
    walk.press("orders.save", f"{page}/edit", comments="Another word")
    walk.press("orders.reading", page, dynamic_tension="38", dynamic_tension_instrument="ERT")
    walk.press("orders.send_again", page)
    walk.send("orders.mail_several", page="/orders", number=str(walk.own["number"]), form_key=str(new_id()))
    walk.send("orders.save_table", page="/orders", number=str(walk.own["number"]))
    walk.press("orders.take_back_payment", page, "DELETE")
    walk.send("orders.payment")
    walk.press("orders.returning", page)
    for step in ("return", "payment", "stringing"):
        walk.press(f"orders.take_back_{step}", page, "DELETE")
    walk.send("orders.stringing")
    walk.press("orders.do_again", page)
    draft = walk.press("orders.add", f"/orders/new?client=me&key={new_id()}", to="draft", **A_JOB)
    walk.own["number"] = int(draft.location.rpartition("/")[2])
    walk.send("orders.ordering")
    walk.press("orders.take_back_ordering", page, "DELETE")
    walk.send("orders.ordering")
    walk.press("orders.cancellation", page)
    walk.press("orders.take_back_cancellation", page, "DELETE")


def _sharing(walk):
    walk.own["number"] = 1
    walk.press("sharing.share", "/orders/{number}/shares", grantee_email="carla@example.org")
    walk.press("sharing.share_several", "/shares/new?number={number}", grantee_email="dora@example.org")
    walk.press("sharing.revoke", "/shared/{shared_id}", "DELETE")
    given = walk.ask("select id from order_shares where grantee_email = 'carla@example.org'")
    walk.own |= {"share_id": given[0], "given_id": given[0]}
    walk.send("sharing.revoke", "DELETE")
    walk.send("sharing.share_again", "DELETE")
    walk.press("portal.revoke_link", "/orders/{number}/links", "DELETE")
    link = walk.press("portal.make_link", "/orders/{number}/links").text
    walk.send("portal.print_labels", page="/orders", number=str(walk.own["number"]))
    walk.link = re.search(r"/j/([\w.-]+)", link)[1]
    walk.ask("update order_links set expires_at = now() where kind = 'client'")


def _programs(walk):
    walk.press("auth.let_program_in", "/settings/programs", name="Accounts")
    walk.press("auth.shut_program_out", "/settings/programs", "DELETE")
    page = "/settings/webhooks/{webhook_id}"
    walk.press("webhooks.add", "/settings/webhooks", address="https://example.org/rbo")
    walk.press("webhooks.ping", page)
    for state in ("inflight", "failed"):
        walk.ask("update outbox set state = %s where kind = 'webhooks.deliver'", state)
    walk.press("webhooks.send_again", page)
    walk.press("webhooks.pause", page)
    walk.press("webhooks.resume", page, "DELETE")
    walk.press("webhooks.remove", page, "DELETE")


def _portal(walk):
    walk.press("portal.save_preferences", "/portal/preferences", phone="+41 79 000 00 00")
    walk.press("portal.ask_for_file", "/portal/preferences")
    walk.press("portal.share_everything", "/portal/grants", email="carla@example.org")
    walk.press("portal.share_job", "/portal/jobs/{job_id}", email="carla@example.org")
    walk.press("portal.revoke", "/portal/grants", "DELETE")
    walk.send("portal.share_again", "DELETE")
    walk.press("portal.accept", "/portal")
    walk.send("portal.leave", "DELETE")


def _way_out(walk, app, anna):
    walk.press("auth.sign_out_device", "/settings", "DELETE")
    walk.press("auth.choose_password", "/password", password="Strings-and-24-kg")
    walk.press("auth.close_book", "/settings/leave", name="Anna’s Strings")
    _other, walk.browser = (Browser(Context().run(client_of, app, anna)) for _device in range(2))
    walk.press("auth.reopen", "/settings/leave", "DELETE")
    walk.press("auth.sign_out_others", "/settings", "DELETE")
    walk.press("auth.sign_out", "/settings/leave")
    walk.send("portal.claim", page="/sign-in")
    walk.own["token"] = walk.link
    walk.send("portal.renew_link", page="/portal/preferences")
