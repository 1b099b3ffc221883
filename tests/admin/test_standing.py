"""An admin suspends a stringer: all of theirs is dead with the next statement, and lives again with it."""

from __future__ import annotations

import re
from contextvars import Context

import psycopg
import pytest

from rbo.admin import standing
from rbo.admin.standing import Oneself, StandsOtherwise
from rbo.auth.gotrue import gotrue
from rbo.orders.service import mark_strung
from rbo.platform import audit
from rbo.platform.db import db, system_session
from rbo.platform.errors import Missing
from rbo.platform.ids import new_id
from rbo.platform.jobs.desks import MAIN
from rbo.platform.jobs.lease import claim
from rbo.platform.jobs.slip import LeaseLost
from rbo.platform.rows import HOUSE
from rbo.platform.tenancy import open_tenant
from rbo.portal import links
from rbo.portal.models import LinkKind
from rbo.stringers.bypass import NoAdmin
from rbo.stringers.models import Role, Status, Stringer
from rbo.stringers.service import OnlyAdmin, Suspended, close_book, reopen_book
from tests.browsers import Browser
from tests.faults.kit import post_a_letter, work
from tests.make import a_stringer, an_order, reloaded, today
from tests.sharing.grants import as_side, share
from tests.signed_in import browser_of, confirm
from tests.walls.access import Context as Seat
from tests.walls.access import asking
from tests.walls.attacks import APP
from tests.walls.seats import app_role

__all__ = ["app_role"]
WHY = "Complaints of three clients"
TOLD = r"Your book is suspended\. Nothing is deleted before \d+ \w+( \d{4})? at \d\d:\d\d; then an admin"
SEEN = "select 1 from shared_jobs"
REVIVE = "update stringers set status = 'active', suspended_at = null where id = %s"


@pytest.fixture
def landlady(anna):
    """Anna is an admin, and at work."""
    change(anna, role=Role.ADMIN)
    with audit.acting(f"stringer:{anna.id}"):
        yield anna


def change(stringer, **values):
    with system_session() as rows:
        for name, value in values.items():
            setattr(rows.get_one(Stringer, stringer.id), name, value)


def stands(stringer):
    with system_session() as rows:
        found = rows.get_one(Stringer, stringer.id)
        return found.status, bool(found.deactivated_at), bool(found.suspended_at)


def logged(database):
    lines = "select actor, deed, stringer_id, reason from admin_audit_log order by id"
    with psycopg.connect(database["superuser"]) as connection:
        return connection.execute(lines).fetchall()


def test_grants_in_both_directions_and_the_address_are_dead_and_live_again(landlady, ben, app_role):
    """Asked by bare SQL as the role of the app; it cannot open the book by itself."""
    carla = a_stringer("Carla")
    with as_side(ben):
        share(an_order(), carla)
    with as_side(carla):
        share(an_order(), ben)

    for deed, seen in ((None, 1), (standing.suspend, 0), (standing.reactivate, 1)):
        if deed:
            deed(ben.id, WHY)
        for who in (ben, carla):
            with asking(app_role, Seat(APP, stringer=who.id)) as seat:
                assert seat.execute(SEEN).rowcount == seen, (deed, who.email)
                found = seat.execute("select stringer_by_email(%s)", [ben.email]).fetchone()
                assert found == (ben.id if seen else None,)
        with (
            pytest.raises(psycopg.errors.InsufficientPrivilege),
            asking(app_role, Seat(APP, stringer=ben.id)) as seat,
        ):
            seat.execute(REVIVE, [ben.id])


def test_who_is_signed_in_is_out_and_gets_in_only_after(app, landlady, ben, bens):
    assert bens.get("/orders").status_code == 200

    close_book(ben.id)
    standing.suspend(ben.id, WHY)

    assert bens.get("/orders").location.startswith("/sign-in")
    assert re.search(TOLD, _knock(app, ben).text)
    with pytest.raises(Suspended):
        reopen_book(ben.id)

    standing.reactivate(ben.id, WHY)

    assert bens.get("/orders").location.startswith("/sign-in"), "what has ended stays ended"
    assert Browser(Context().run(browser_of, app, ben.email)).get("/orders").status_code == 200


def _knock(app, stringer):
    token, kind = gotrue().make_link("magiclink", stringer.email)
    return Context().run(confirm, app.test_client(), f"/auth/callback?token_hash={token}&type={kind}")


@pytest.mark.parametrize("kind", list(LinkKind))
def test_the_links_of_clients_and_labels_show_nothing(app, landlady, ben, kind):
    with open_tenant(ben.id):
        order = an_order()
        mark_strung(order, on=today())
        address = links.make(reloaded(order.number), kind).removeprefix("http://localhost")
        db.session.commit()
    phone = Browser(app.test_client())
    assert phone.get(address).status_code == 200

    standing.suspend(ben.id, WHY)
    answers = [phone.get(f"{address}{more}").status_code for more in ("", "/receipt", "/receipt.pdf")]
    standing.reactivate(ben.id, WHY)

    assert answers == [410, 410, 410]
    assert phone.get(address).status_code == 200


def test_mail_waits_and_goes_out_when_the_book_is_open_again(landlady, ben, office, outdoors):
    waiting = post_a_letter(ben)

    standing.suspend(ben.id, WHY)
    work(waiting)
    assert (outdoors.row(waiting)["state"], office.seen) == ("queued", [])

    standing.reactivate(ben.id, WHY)
    work(waiting)
    assert (outdoors.row(waiting)["state"], office.seen.count("RCPT")) == ("sent", 1)


def test_a_letter_that_is_being_drawn_is_not_handed_over(landlady, ben, outdoors):
    waiting = post_a_letter(ben)
    slip = claim(MAIN, waiting, {"tests.letter"})

    standing.suspend(ben.id, WHY)

    with pytest.raises(LeaseLost):
        slip.about_to_hand_over()
    assert outdoors.row(waiting)["handed_at"] is None


def test_both_deeds_stand_in_the_log_with_their_reason(landlady, ben, database):
    standing.suspend(ben.id, WHY)
    assert stands(ben) == (Status.DEACTIVATED, True, True)
    standing.reactivate(ben.id, "Settled")
    assert stands(ben) == (Status.ACTIVE, False, False)

    me = f"stringer:{landlady.id}"
    assert logged(database) == [
        (me, "stringer_suspended", ben.id, WHY),
        (me, "stringer_reactivated", ben.id, "Settled"),
    ]


def test_the_row_of_the_admin_decides_and_nothing_happens_otherwise(landlady, ben, database):
    with pytest.raises(audit.NoReason):
        standing.suspend(ben.id, " ")
    with pytest.raises(StandsOtherwise):
        standing.reactivate(ben.id, WHY)
    with pytest.raises(Oneself):
        standing.suspend(landlady.id, WHY)
    for stranger in (new_id(), HOUSE):
        with pytest.raises(Missing):
            standing.suspend(stranger, WHY)
    change(landlady, role=Role.STRINGER)
    with pytest.raises(NoAdmin):
        standing.suspend(ben.id, WHY)
    change(ben, role=Role.ADMIN)
    with pytest.raises(OnlyAdmin):
        standing.suspend(ben.id, WHY)

    assert logged(database) == []
    assert stands(ben) == (Status.ACTIVE, False, False)


def test_whoever_never_came_is_invited_again(landlady, ben):
    change(ben, status=Status.INVITED, gotrue_user_id=None)

    standing.suspend(ben.id, WHY)
    with pytest.raises(StandsOtherwise):
        standing.suspend(ben.id, WHY)
    standing.reactivate(ben.id, WHY)

    assert stands(ben) == (Status.INVITED, False, False)
