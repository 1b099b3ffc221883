"""How the first admin and invited stringers get in."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from rbo.auth import logins, refusals, service
from rbo.auth.cli import admin
from rbo.auth.gotrue import gotrue
from rbo.identity import accounts, queries
from rbo.identity.models import Kind, Letter
from rbo.identity.store import transaction
from rbo.platform import clock
from rbo.platform.db import system_session
from rbo.platform.ids import new_id
from rbo.stringers.models import Locale, Role, Status, Stringer
from tests.signed_in import confirm

NEW = "new@example.org"


def stringer(site, email):
    with site.app_context(), system_session() as rows:
        found = rows.scalars(select(Stringer).where(func.lower(Stringer.email) == email)).one_or_none()
        if found:
            rows.expunge(found)
        return found


def run(site, arguments):
    with site.app_context():
        return site.test_cli_runner().invoke(admin, arguments)


def accept(site, guest, email, kind="invite"):
    with site.app_context():
        token, kind = gotrue().make_link(kind, email)
    return confirm(guest, f"/auth/callback?token_hash={token}&type={kind}")


def test_the_first_admin_gets_a_link_that_signs_in(site, guest):
    made = run(site, ["create", "Boss@Example.org"])

    assert made.exit_code == 0, made.output
    assert confirm(guest, made.output.strip()).status_code == 303
    boss = stringer(site, "boss@example.org")
    assert (boss.role, boss.status) == (Role.ADMIN, Status.ACTIVE)
    assert boss.gotrue_user_id is not None


def test_an_admin_created_twice_gets_another_link(site, guest):
    for _ in range(2):
        made = run(site, ["create", NEW])

    assert confirm(guest, made.output.strip()).status_code == 303


def test_an_admin_who_signed_in_before_gets_a_link_as_well(site, guest):
    confirm(guest, run(site, ["create", NEW]).output.strip())

    assert confirm(site.test_client(), run(site, ["create", NEW]).output.strip()).status_code == 303


def test_an_invitation_keeps_a_book_ready_and_queues_a_letter(site):
    made = run(site, ["invite", NEW, "--locale", "de"])

    assert (made.exit_code, made.output) == (0, f"Invited {NEW}.\n")
    invited = stringer(site, NEW)
    assert (invited.role, invited.status, invited.default_locale) == (
        Role.STRINGER,
        Status.INVITED,
        Locale.DE,
    )
    assert (invited.gotrue_user_id, invited.display_name) == (None, None)
    with transaction(site.config["RBO"]) as store:
        assert store.query(Letter).one().kind is Kind.INVITE


def test_inviting_twice_keeps_one_book(site):
    for _ in range(2):
        run(site, ["invite", NEW])

    assert stringer(site, NEW).status is Status.INVITED


def test_inviting_somebody_who_is_here_says_so(site, guest):
    run(site, ["invite", NEW])
    accept(site, guest, NEW)

    with site.app_context(), pytest.raises(refusals.AlreadyHere):
        service.invite(NEW, "en")


def test_nonsense_is_no_address(site):
    made = run(site, ["invite", "nonsense"])

    assert made.exit_code == 2
    assert "is no mail address" in made.output


def test_the_first_sign_in_links_by_the_verified_address_and_later_ones_by_id(site, guest):
    run(site, ["invite", NEW])
    accept(site, guest, NEW)
    linked = stringer(site, NEW).gotrue_user_id
    accept(site, site.test_client(), NEW, "magiclink")

    assert stringer(site, NEW).gotrue_user_id == linked


def test_an_unverified_address_links_nobody(site):
    with site.app_context():
        logins.expect(NEW, Role.STRINGER, "en")
        with system_session() as rows:
            assert logins.found_by(rows, new_id(), None) is None


def test_a_linked_book_is_not_taken_over_by_another_account_of_that_address(site, vera, guest):
    with transaction(site.config["RBO"]) as store:
        impostor = accounts.add(store, "impostor@example.org")
        known = accounts.read_email(vera.email)
        accounts.set_email(store, _user(store, known), "moved@example.org")
        store.flush()
        accounts.set_email(store, impostor, known)
        accounts.confirm(impostor, clock.now())

    answer = accept(site, guest, vera.email, "magiclink")

    assert answer.status_code == 403
    assert guest.get("/settings").status_code == 303


def test_somebody_known_to_gotrue_without_a_book_is_told_so(site, guest):
    with site.app_context():
        gotrue().make_user("reader@example.org", "Correct-horse-7-battery", {})

    answer = accept(site, guest, "reader@example.org", "magiclink")

    assert answer.status_code == 403
    assert "Ask for an invitation" in answer.text
    assert guest.get_cookie("rbo-access") is None


def test_the_house_cannot_be_signed_in_to(site):
    with site.app_context(), system_session() as rows:
        assert logins.found_by(rows, new_id(), "house@rbo.invalid") is None


def _user(store, email):
    return queries.by_email(store, email)
