"""Whoever holds the administration key invites, lists, changes and removes users."""

from __future__ import annotations

from rbo.identity.models import Kind, Letter, User
from rbo.identity.store import transaction
from tests.identity.conftest import PASSWORD


def test_an_invitation_makes_a_user_and_queues_a_letter(call, settings):
    answer = call.post("/invite", {"email": "New@Example.test", "data": {"locale": "de"}}, call.admin)

    assert answer.json["email"] == "new@example.test"
    assert answer.json["invited_at"]
    assert "email_confirmed_at" not in answer.json
    with transaction(settings) as store:
        assert store.query(Letter).one().kind is Kind.INVITE


def test_inviting_again_before_the_first_sign_in_sends_another_letter(call, settings):
    for _ in range(2):
        assert call.post("/invite", {"email": "new@example.test"}, call.admin).status_code == 200

    with transaction(settings) as store:
        assert (store.query(User).count(), store.query(Letter).count()) == (1, 2)


def test_somebody_who_signed_in_before_cannot_be_invited(call, anna):
    answer = call.post("/invite", {"email": anna}, call.admin)

    assert (answer.status_code, answer.json["code"]) == (422, "email_exists")


def test_a_generated_link_signs_in_and_is_not_mailed(call, anna, settings):
    made = call.post("/admin/generate_link", {"type": "magiclink", "email": anna}, call.admin).json

    assert made["action_link"].startswith(f"{settings.public_url}/auth/callback?token_hash=")
    assert call.post("/verify", {"token_hash": made["hashed_token"], "type": "magiclink"}).status_code == 200
    with transaction(settings) as store:
        assert store.query(Letter).count() == 0


def test_a_link_for_nobody_is_refused(call):
    made = call.post("/admin/generate_link", {"type": "recovery", "email": "no@example.test"}, call.admin)

    assert (made.status_code, made.json["code"]) == (404, "user_not_found")


def test_a_user_made_by_hand_signs_in_when_confirmed(call):
    sent = {"email": "ben@example.test", "password": PASSWORD, "email_confirm": True}

    assert call.post("/admin/users", sent, call.admin).status_code == 200
    assert call.sign_in("ben@example.test")["user"]["email"] == "ben@example.test"


def test_an_unconfirmed_user_is_told_so_only_with_the_right_password(call):
    call.post("/admin/users", {"email": "ben@example.test", "password": PASSWORD}, call.admin)

    def code(password):
        sent = {"email": "ben@example.test", "password": password}
        return call.post("/token?grant_type=password", sent).json["code"]

    assert (code(PASSWORD), code("Wrong-horse-7-battery")) == ("email_not_confirmed", "invalid_credentials")


def test_users_come_in_pages(call):
    for i in range(5):
        call.post("/admin/users", {"email": f"p{i}@example.test"}, call.admin)

    answer = call.get("/admin/users?page=2&per_page=2", call.admin)

    assert [user["email"] for user in answer.json["users"]] == ["p2@example.test", "p3@example.test"]
    assert answer.headers["X-Total-Count"] == "5"
    assert 'page=3&per_page=2>; rel="next"' in answer.headers["Link"]


def test_data_is_merged_and_a_null_takes_a_name_away(call, anna):
    token = call.sign_in()["access_token"]
    call.put("/user", {"data": {"locale": "de", "colour": "red"}}, token)

    answer = call.put("/user", {"data": {"colour": None}}, token)

    assert answer.json["user_metadata"] == {"locale": "de"}


def test_too_much_data_for_a_token_is_refused(call, anna):
    answer = call.put("/user", {"data": {"x": "y" * 2000}}, call.sign_in()["access_token"])

    assert (answer.status_code, answer.json["code"]) == (400, "validation_failed")


def test_a_user_cannot_change_what_an_administrator_said(call, anna):
    session = call.sign_in()
    call.put("/user", {"app_metadata": {"role": "admin"}, "role": "admin"}, session["access_token"])

    user = call.get("/user", session["access_token"]).json
    assert (user["app_metadata"], user["role"]) == (
        {"provider": "email", "providers": ["email"]},
        "authenticated",
    )


def test_a_softly_deleted_user_keeps_no_address(call, anna, settings):
    user_id = call.sign_in()["user"]["id"]
    call.delete(f"/admin/users/{user_id}", {"should_soft_delete": True}, call.admin)

    with transaction(settings) as store:
        kept = store.query(User).one()
        assert (kept.password_hash, anna in kept.email) == (None, False)
    assert call.get(f"/admin/users/{user_id}", call.admin).status_code == 404


def test_a_deleted_user_is_gone(call, anna, settings):
    user_id = call.sign_in()["user"]["id"]
    call.delete(f"/admin/users/{user_id}", {}, call.admin)

    with transaction(settings) as store:
        assert store.query(User).count() == 0
