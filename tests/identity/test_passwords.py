"""Signing in with a password, and choosing one."""

from __future__ import annotations

import pytest
from argon2 import PasswordHasher, extract_parameters
from sqlalchemy import select

from rbo.identity import passwords
from rbo.identity.models import User
from rbo.identity.store import transaction
from tests.identity.conftest import EMAIL, PASSWORD

GOOD = "Gut-bespannt-98"


@pytest.mark.parametrize(
    ("password", "reasons"),
    [
        (GOOD, []),
        ("Short-7a", ["length"]),
        ("alllowercase-77", ["characters"]),
        ("NoDigitHere-at-all", ["characters"]),
        ("NoSymbolHere77", ["characters"]),
        ("Aa1!Aa1!Aa1!", ["pwned"]),
        ("My-name-is-anna-77", ["pwned"]),
        ("A1-" + "b" * 126, ["length", "pwned"]),
        ("x" * 129, ["length", "characters", "pwned"]),
    ],
)
def test_the_rule_names_what_is_weak(password, reasons):
    assert passwords.weaknesses(password, EMAIL) == reasons


def test_a_hash_is_argon2id_with_46_mebibytes():
    parameters = extract_parameters(passwords.hash_password(GOOD))

    assert (parameters.type.name, parameters.memory_cost, parameters.time_cost) == ("ID", 46 * 1024, 1)


def test_the_right_password_opens_a_session_in_gotrues_shape(call, anna):
    session = call.sign_in()

    assert set(session) == {"access_token", "token_type", "expires_in", "expires_at", "refresh_token", "user"}
    assert session["expires_in"] == 600
    assert session["user"]["email"] == anna
    assert session["user"]["identities"] == []


def test_upper_case_in_the_address_does_not_matter(call, anna):
    assert call.sign_in(email=anna.upper())["user"]["email"] == anna


def test_wrong_password_and_unknown_address_are_answered_alike(call, anna):
    wrong = call.post("/token?grant_type=password", {"email": anna, "password": "Wrong-horse-7-battery"})
    unknown = call.post("/token?grant_type=password", {"email": "no@example.test", "password": PASSWORD})

    assert wrong.status_code == unknown.status_code == 400
    assert wrong.data == unknown.data
    assert wrong.json == {"code": "invalid_credentials", "message": "Invalid login credentials"}


def test_somebody_without_a_password_is_answered_like_a_stranger(call, anna, settings):
    with transaction(settings) as store:
        store.scalars(select(User)).one().password_hash = None

    answer = call.post("/token?grant_type=password", {"email": anna, "password": PASSWORD})

    assert (answer.status_code, answer.json["code"]) == (400, "invalid_credentials")


def test_an_old_hash_is_renewed_at_the_next_sign_in(call, anna, settings):
    with transaction(settings) as store:
        store.scalars(select(User)).one().password_hash = PasswordHasher(2, 8 * 1024, 1).hash(PASSWORD)

    call.sign_in()

    with transaction(settings) as store:
        kept = store.scalars(select(User)).one().password_hash
    assert kept
    assert not passwords.is_outdated(kept)


def test_a_weak_new_password_is_refused_with_its_reasons(call, anna):
    answer = call.put("/user", {"password": "weak"}, call.sign_in()["access_token"])

    assert answer.status_code == 422
    assert answer.json["code"] == "weak_password"
    assert answer.json["weak_password"] == {"reasons": ["length", "characters", "pwned"]}


def test_a_new_password_ends_the_other_logins_and_keeps_this_one(call, anna):
    here, elsewhere = call.sign_in(), call.sign_in()

    changed = call.put("/user", {"password": GOOD}, here["access_token"])

    assert changed.status_code == 200
    assert call.refresh(here["refresh_token"]).status_code == 200
    assert call.refresh(elsewhere["refresh_token"]).json["code"] == "refresh_token_not_found"
    assert call.sign_in(password=GOOD)


@pytest.mark.parametrize("wanted", [{"password": GOOD}, {"email": "mallory@example.test"}])
def test_an_old_login_changes_neither_password_nor_address(call, anna, later, wanted):
    old = call.sign_in()
    later(hours=25)
    token = call.refresh(old["refresh_token"]).json["access_token"]

    answer = call.put("/user", wanted, token)

    assert (answer.status_code, answer.json["code"]) == (400, "reauthentication_needed")
    assert call.put("/user", {"data": {"locale": "de"}}, token).status_code == 200
    assert call.sign_in()


def test_the_same_password_again_is_refused(call, anna):
    answer = call.put("/user", {"password": PASSWORD}, call.sign_in()["access_token"])

    assert (answer.status_code, answer.json["code"]) == (422, "same_password")


def test_callers_of_before_2024_get_the_older_shape(call, anna):
    answer = call.http.post("/token?grant_type=password", json={"email": anna, "password": "no"})

    assert answer.json["error_code"] == "invalid_credentials"
    assert answer.json["code"] == 400
    assert "X-Supabase-Api-Version" not in answer.headers
