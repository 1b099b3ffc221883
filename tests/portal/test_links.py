"""U-23: a link that nobody can guess shows one order without an account, until it expires or is revoked."""

from __future__ import annotations

import psycopg
import pytest

from rbo.orders import service
from rbo.platform import clock
from rbo.platform.db import db, system_session
from rbo.portal import links, queries
from rbo.portal.models import LinkKind, OrderLink
from rbo.portal.sealing import SECRET_BYTES, seal
from rbo.stringers.models import Status, Stringer
from tests.make import a_client, a_racket, an_order, reloaded, today
from tests.portal.answers import bare
from tests.receipts.page import words_of
from tests.walls.access import Context, asking
from tests.walls.attacks import APP


def made(kind=LinkKind.CLIENT):
    order = an_order(a_client("Lena", "Muster", phone="079 111 22 33"), comments="A secret.")
    service.mark_strung(order, on=today())
    address = links.make(reloaded(order.number), kind)
    db.session.commit()
    return address.removeprefix("http://localhost")


def test_the_client_sees_status_and_receipt_and_nobody_else_does(anna, phone):
    address = made()
    page = phone.get(address)

    assert (page.status_code, page.headers["Referrer-Policy"]) == (200, "no-referrer")
    assert "noindex" in page.headers["X-Robots-Tag"]
    for word in ("Babolat Pure Aero 98", "Strung", "53.00", "2026-0001"):
        assert word in page.text
    assert phone.get("/orders/1").status_code == 303
    links.draw(address.rpartition("/")[2])
    receipts = [phone.get(f"{address}/receipt{kind}") for kind in ("", ".pdf")]
    for receipt in receipts:
        assert (receipt.status_code, receipt.headers["Referrer-Policy"]) == (200, "no-referrer")
        assert "noindex" in receipt.headers["X-Robots-Tag"]
    assert {"Muster", "53.00", "2026-0001"} <= {word.text for word in words_of(receipts[1].data)}


def test_a_stranger_who_scans_the_label_learns_only_whom_to_call(anna, phone):
    address = made(LinkKind.LABEL)
    page = phone.get(address).text

    assert anna.display_name in page
    assert anna.email in page
    for secret in ("Lena", "Muster", "Babolat", "53.00", "2026-0001", "079 111"):
        assert secret not in page
    assert phone.get(f"{address}/receipt").status_code == 404


def test_an_order_that_was_another_clients_is_shown_no_more_to_the_first(anna, annas, phone):
    order, eva = an_order(a_client("Lena", "Muster")), a_client("Eva", "Probe")
    a_racket(eva)
    address = links.make(order, LinkKind.CLIENT).removeprefix("http://localhost")
    db.session.commit()
    edit = f"/orders/{order.number}/edit"

    assert annas.fill(f"{edit}?client={eva.id}", edit).status_code == 303

    assert phone.get(address).status_code == 410


def test_only_the_hash_is_kept(anna):
    token = made().rpartition("/")[2]
    (link,) = db.session.query(OrderLink).all()

    assert SECRET_BYTES * 8 == 256
    assert len(link.token_hash) == 64
    assert link.token_hash not in token


@pytest.mark.parametrize("end", ["revoked", "too old", "stringer left", "forged", "cut"])
def test_a_dead_link_is_like_an_unknown_one(anna, ben, phone, later, end):
    address = made()
    if end == "revoked":
        order = reloaded(1)
        links.revoke(order, queries.links_of(order)[0].id)
        db.session.commit()
    if end == "too old":
        db.session.rollback()
        later(days=91)
    if end == "stringer left":
        db.session.rollback()
        with system_session() as rows:
            leaving = rows.get_one(Stringer, anna.id)
            leaving.status, leaving.deactivated_at = Status.DEACTIVATED, clock.now()
    address = {"forged": f"/j/{seal('link', ben.id, bytes(32))}", "cut": address[:-5]}.get(end, address)
    unknown = phone.get("/j/unknown")

    for path in (address, f"{address}/receipt", f"{address}/receipt.pdf"):
        answer = phone.get(path)
        assert answer.status_code == unknown.status_code == 410
        assert bare(answer, address) == bare(unknown, "/j/unknown")


def test_a_link_is_made_shown_once_and_revoked_on_the_page(anna, annas):
    an_order(a_client())
    db.session.rollback()
    page = annas.fill("/orders/1/links").text
    assert "data:image/svg+xml" in page
    assert "/j/" in page
    assert "/j/" not in annas.get("/orders/1/links").text

    (link,) = db.session.query(OrderLink).all()
    annas.fill("/orders/1/links", f"/orders/1/links/{link.id}")
    db.session.rollback()
    page = annas.get("/orders/1/links").text
    assert "revoked today" in page
    assert "Revoke</button>" not in page


def test_a_link_says_who_made_and_who_revoked_it_in_which_request(anna, annas):
    an_order(a_client())
    made_in = annas.fill("/orders/1/links").headers["X-Request-ID"]
    (link,) = db.session.query(OrderLink).all()
    ended_in = annas.fill("/orders/1/links", f"/orders/1/links/{link.id}").headers["X-Request-ID"]

    db.session.rollback()
    (link,) = db.session.query(OrderLink).all()
    who = f"stringer:{anna.id}"
    assert (link.actor, link.request_id) == (who, made_in)
    assert (link.revoked_by, link.revoked_request_id) == (who, ended_in)


def test_who_made_a_link_stays_and_a_revoked_one_never_lives_again(anna, app_role):
    made()
    order = reloaded(1)
    links.revoke(order, queries.links_of(order)[0].id)
    db.session.commit()

    with asking(app_role, Context(APP, stringer=anna.id)) as seat:
        again = "update order_links set revoked_at = null, revoked_by = null, revoked_request_id = null"
        assert seat.execute(again).rowcount == 0
    with (
        asking(app_role, Context(APP, stringer=anna.id)) as seat,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        seat.execute("update order_links set actor = 'nobody'")
