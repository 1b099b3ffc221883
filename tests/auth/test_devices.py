"""Where a stringer is signed in, and ending that from another device."""

from __future__ import annotations

from sqlalchemy import select

from rbo.auth.models import Login
from tests.auth.kit import system_session_of, values
from tests.make import a_stringer
from tests.signed_in import client_of, csrf


def logins_of(site, stringer):
    with system_session_of(site) as rows:
        mine = select(Login).where(Login.stringer_id == stringer.id, Login.ended_at.is_(None))
        return [login.id for login in rows.scalars(mine.order_by(Login.created_at))]


def end(guest, path):
    return guest.post(path, data={"_method": "delete", "csrf_token": csrf(guest, "/settings")})


def test_every_device_is_listed_and_this_one_is_named(site, vera, veras):
    client_of(site, vera)

    page = veras.get("/settings").text

    assert page.count("Last seen") == 2
    assert page.count("This device") == 1


def test_a_lost_phone_is_signed_out_from_elsewhere(site, vera, veras):
    phone = client_of(site, vera)
    lost, kept = logins_of(site, vera)[-1], values(phone)["rbo-refresh"]

    assert end(veras, f"/logins/{lost}").status_code == 303

    assert phone.get("/settings").status_code == 303
    assert veras.get("/settings").status_code == 200
    asked = "/auth/v1/token?grant_type=refresh_token"  # whoever refreshes could choose a password
    assert site.test_client().post(asked, json={"refresh_token": kept}).status_code == 400


def test_everywhere_else_means_all_but_here(site, vera, veras):
    others = [client_of(site, vera) for _ in range(2)]

    end(veras, "/logins")

    assert [other.get("/settings").status_code for other in others] == [303, 303]
    assert veras.get("/settings").status_code == 200


def test_a_signed_out_device_cannot_come_back_by_refreshing(site, vera, veras, later):
    phone = client_of(site, vera)
    end(veras, "/logins")
    later(minutes=11)

    assert phone.get("/settings").status_code == 303


def test_somebody_elses_login_is_404_and_stays(site, vera, veras):
    with site.app_context():
        otto = a_stringer("Otto")
    ottos = client_of(site, otto)
    foreign = logins_of(site, otto)[0]

    assert end(veras, f"/logins/{foreign}").status_code == 404
    assert ottos.get("/settings").status_code == 200


def test_a_login_that_ended_is_404(site, vera, veras):
    client_of(site, vera)
    lost = logins_of(site, vera)[-1]
    end(veras, f"/logins/{lost}")

    assert end(veras, f"/logins/{lost}").status_code == 404


def test_ending_a_login_needs_the_token_of_the_page(site, vera, veras):
    here = logins_of(site, vera)[0]

    answers = [veras.post(path, data={"_method": "delete"}) for path in (f"/logins/{here}", "/logins")]

    assert [answer.status_code for answer in answers] == [400, 400]
    assert logins_of(site, vera) == [here]


def test_a_login_nobody_used_for_half_a_day_is_not_listed(site, vera, veras, later):
    client_of(site, vera)
    later(hours=11)
    veras.get("/settings")
    later(hours=13)

    assert veras.get("/settings").text.count("Last seen") == 1
