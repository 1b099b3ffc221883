"""The letter about a refresh token that was used twice (S-20)."""

from __future__ import annotations

from rbo.identity.models import User
from rbo.identity.store import transaction
from tests.faults.kit import office, open_office
from tests.identity.mailing import known, link_in, parts, post, site
from tests.signed_in import login_of

__all__ = ["known", "office", "open_office", "site"]


def test_whoever_had_a_key_used_twice_is_told_once(site, office, known):
    with site.app_context():
        login = login_of(site.config["RBO"], known)
    with transaction(site.config["RBO"]) as store:
        store.query(User).one().user_metadata = {"locale": "de"}
    answers = [refresh(site, login.refresh_token)]
    answers += [refresh(site, answers[0].json["refresh_token"])]
    answers += [refresh(site, login.refresh_token) for _again in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200, 400, 400]
    assert post(site) == ["sent"]
    (letter,) = office.letters
    assert letter["To"] == known
    assert "alten Schlüssel" in parts(letter)["text/plain"]
    assert "lass diese Mail liegen" not in parts(letter)["text/plain"]
    assert link_in(letter) == "http://localhost/sign-in"


def refresh(site, token):
    return site.test_client().post("/auth/v1/token?grant_type=refresh_token", json={"refresh_token": token})
