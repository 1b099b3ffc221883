"""Logins are carried on by refresh tokens that are good once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import jwt

from rbo.identity.models import RefreshToken
from rbo.identity.store import transaction
from rbo.platform.metrics import here


def test_a_refresh_gives_another_pair_of_tokens_in_the_same_login(call, anna):
    first = call.sign_in()

    second = call.refresh(first["refresh_token"]).json

    assert second["refresh_token"] != first["refresh_token"]
    assert call.get("/user", second["access_token"]).json["email"] == anna
    names = {_claims(session)["jti"] for session in (first, second)}
    assert len(names) == 2
    assert {said["exp"] - said["iat"] for said in map(_claims, (first, second))} == {600}


def _claims(session):
    return jwt.decode(session["access_token"], options={"verify_signature": False})


def test_two_tabs_that_refresh_at_once_get_the_same_child(call, anna, identity):
    token = call.sign_in()["refresh_token"]
    with ThreadPoolExecutor(8) as tabs:
        answers = list(
            tabs.map(
                lambda _: identity.test_client().post(
                    "/token?grant_type=refresh_token", json={"refresh_token": token}
                ),
                range(8),
            )
        )

    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.json["refresh_token"] for answer in answers}) == 1


def test_the_parent_after_eleven_seconds_ends_the_whole_family(call, anna, later):
    first = call.sign_in()
    renewed, refused = renewals()
    second = call.refresh(first["refresh_token"]).json
    later(seconds=11)

    reused = call.refresh(first["refresh_token"])

    assert (reused.status_code, reused.json["code"]) == (400, "refresh_token_already_used")
    assert call.refresh(second["refresh_token"]).json["code"] == "refresh_token_not_found"
    assert call.get("/user", second["access_token"]).json["code"] == "session_not_found"
    assert renewals() == (renewed + 1, refused + 2)


def renewals():
    told = dict(line.rsplit(" ", 1) for line in here.text().splitlines() if not line.startswith("#"))
    series = [f'rbo_refresh_total{{outcome="{how}"}}' for how in ("renewed", "refused")]
    return tuple(float(told.get(one, 0)) for one in series)


def test_the_grandparent_ends_the_family_at_once(call, anna):
    first = call.sign_in()
    second = call.refresh(first["refresh_token"]).json
    third = call.refresh(second["refresh_token"]).json

    assert call.refresh(first["refresh_token"]).json["code"] == "refresh_token_already_used"
    assert call.refresh(third["refresh_token"]).status_code == 400


def test_ending_a_family_leaves_the_other_logins_alone(call, anna, later):
    first, other = call.sign_in(), call.sign_in()
    call.refresh(first["refresh_token"])
    later(seconds=11)
    call.refresh(first["refresh_token"])

    assert call.refresh(other["refresh_token"]).status_code == 200


def test_an_unknown_refresh_token_is_400_so_that_clients_drop_it(call):
    answer = call.refresh("never-seen")

    assert (answer.status_code, answer.json["code"]) == (400, "refresh_token_not_found")


def test_a_login_unused_for_two_weeks_is_over(call, anna, later):
    token = call.sign_in()["refresh_token"]
    later(days=15)

    assert call.refresh(token).json["code"] == "session_expired"


def test_a_login_ends_after_sixty_days_however_busy(call, anna, later):
    token = call.sign_in()["refresh_token"]
    for day in range(10, 60, 10):
        later(days=day)
        token = call.refresh(token).json["refresh_token"]
    later(days=61)

    assert call.refresh(token).json["code"] == "session_expired"


def test_no_refresh_token_is_stored_in_clear(call, anna, settings):
    token = call.refresh(call.sign_in()["refresh_token"]).json["refresh_token"]

    with transaction(settings) as store:
        kept = [row.token_hash for row in store.query(RefreshToken)]
    assert len(kept) == 2
    assert token.encode() not in kept


def test_signing_out_kills_both_tokens(call, anna):
    session = call.sign_in()

    assert call.post("/logout?scope=local", {}, session["access_token"]).status_code == 204

    assert call.get("/user", session["access_token"]).json["code"] == "session_not_found"
    assert call.refresh(session["refresh_token"]).status_code == 400


def test_signing_out_elsewhere_keeps_this_login(call, anna):
    here, elsewhere = call.sign_in(), call.sign_in()

    call.post("/logout?scope=others", {}, here["access_token"])

    assert call.get("/user", here["access_token"]).status_code == 200
    assert call.get("/user", elsewhere["access_token"]).status_code == 403


def test_signing_out_everywhere_ends_all(call, anna):
    here, elsewhere = call.sign_in(), call.sign_in()

    call.post("/logout", {}, here["access_token"])

    assert call.get("/user", elsewhere["access_token"]).status_code == 403
    assert call.refresh(here["refresh_token"]).status_code == 400


def test_a_banned_user_cannot_go_on(call, anna):
    session = call.sign_in()
    call.put(f"/admin/users/{session['user']['id']}", {"ban_duration": "24h"}, call.admin)

    assert call.refresh(session["refresh_token"]).status_code == 400
    assert call.get("/user", session["access_token"]).json["code"] == "user_banned"


def test_a_deleted_user_cannot_go_on(call, anna):
    session = call.sign_in()
    call.delete(f"/admin/users/{session['user']['id']}", {}, call.admin)

    assert call.refresh(session["refresh_token"]).status_code == 400
