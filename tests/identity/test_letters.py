"""Letters: written by the worker, to people who are known, with a link made at that moment."""

from __future__ import annotations

import dataclasses
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import product
from urllib.parse import parse_qs, urlsplit

import psycopg
import pytest

from rbo.identity import jobs, letters
from rbo.identity.models import Letter, LetterOutbox, OneTimeToken
from rbo.identity.store import transaction
from rbo.platform import roles
from rbo.platform.ids import new_id
from rbo.platform.jobs.outcomes import Abort
from rbo.platform.jobs.run import run
from tests.each import each
from tests.faults.kit import office, open_office
from tests.identity.mailing import known, link_in, parts, post, site
from tests.signed_in import confirm, make_known

__all__ = ["known", "office", "open_office", "site"]


@pytest.fixture
def ask(site):
    """Asks the service for a letter."""

    def send(path="/otp", **sent):
        answer = site.test_client().post(f"/auth/v1{path}", json=sent)
        assert answer.status_code == 200, answer.text

    return send


def test_a_known_person_gets_one_link_that_signs_in(site, ben, office, ask):
    make_known(site, ben.email, ben.gotrue_user_id)
    ask(email=ben.email)

    assert post(site) == ["sent"]

    (letter,) = office.letters
    assert letter["To"] == ben.email
    assert set(parts(letter)) == {"text/plain", "text/html"}
    assert link_in(letter) in parts(letter)["text/html"].replace("&amp;", "&")
    assert confirm(site.test_client(), link_in(letter)).status_code == 303


def test_a_stranger_gets_nothing(site, office, ask):
    ask(email="nobody@example.org")

    assert post(site) == ["aborted"]
    assert office.letters == []


def test_the_link_is_made_when_the_letter_is_written(site, office, known, ask):
    ask(email=known)
    with transaction(site.config["RBO"]) as store:
        assert store.query(OneTimeToken).count() == 0

    post(site)

    with transaction(site.config["RBO"]) as store:
        assert store.query(OneTimeToken).count() == 1


def test_a_letter_tried_again_keeps_its_message_id(site, office, known, ask, database):
    ask(email=known)
    office.says["DOT"].append("451 later")
    assert post(site) == ["awaiting_retry"]
    with psycopg.connect(roles.plain(database["superuser"])) as connection:
        connection.execute("update auth.outbox set next_at = now()")
    assert post(site) == ["sent"]
    ask(email=known)
    post(site)

    assert len(set(office.message_ids)) == len(office.letters) == 2


def test_a_letter_of_yesterday_is_not_sent(site, office, known, ask):
    ask(email=known)
    with transaction(site.config["RBO"]) as store:
        store.query(Letter).one().created_at -= timedelta(hours=2)

    assert post(site) == ["aborted"]
    assert office.letters == []


def test_a_letter_taken_back_is_not_sent(site, office, known, ask):
    ask(email=known)
    with transaction(site.config["RBO"]) as store:
        store.delete(store.query(Letter).one())

    assert post(site) == ["aborted"]


def test_an_invitation_comes_in_the_language_it_was_asked_for(site, office):
    sent = {"email": "neu@example.org", "data": {"locale": "de"}}
    headers = {"Authorization": f"Bearer {site.config['RBO'].gotrue_admin_api_key}"}
    site.test_client().post("/auth/v1/invite", json=sent, headers=headers)

    assert post(site) == ["sent"]
    (letter,) = office.letters
    assert 'lang="de"' in parts(letter)["text/html"]
    assert parse_qs(urlsplit(link_in(letter)).query)["type"] == ["invite"]


@each(("words", "locale"), product([*letters.WORDS.values(), letters.WARNING], ["en", "de", "xx"]))
def test_every_letter_has_a_subject_a_sentence_and_the_link(site, words, locale):
    link = "http://localhost/auth/callback?token_hash=a&type=b"

    written = letters.write(words, "a@example.org", link, locale)

    assert written.subject
    assert link in written.body
    assert "token_hash=a&amp;type=b" in written.html
    assert "{" not in written.body + written.html


def test_with_a_real_gotrue_the_letters_stay_closed(site, settings, monkeypatch):
    with site.app_context():
        assert jobs.DESK.is_open()
        monkeypatch.setitem(
            site.config, "RBO", dataclasses.replace(settings, gotrue_url="https://auth.example")
        )
        assert not jobs.DESK.is_open()


def test_a_wish_of_nobody_is_aborted(site, settings):
    for read in (jobs.read_wish, jobs.read_login):
        with pytest.raises(Abort):
            read(new_id())


def test_two_workers_mail_one_letter(site, office, known, ask):
    ask(email=known)
    with transaction(site.config["RBO"]) as store:
        row_id = str(store.query(LetterOutbox).one().id)

    def answer_bell(_number):
        with site.app_context():
            run("letters", row_id)

    with ThreadPoolExecutor(4) as workers:
        list(workers.map(answer_bell, range(4)))

    assert len(office.letters) == 1


def test_what_is_over_for_a_week_goes_with_the_next_letter(site, office, known, ask):
    ask(email=known)
    assert post(site) == ["sent"]
    with transaction(site.config["RBO"]) as store:
        store.query(Letter).one().created_at -= timedelta(days=8)
        store.query(LetterOutbox).one().done_at -= timedelta(days=8)
        store.query(OneTimeToken).one().expires_at -= timedelta(days=8)

    ask(email=known)

    assert post(site) == ["sent"]
    with transaction(site.config["RBO"]) as store:
        assert [store.query(noun).count() for noun in (Letter, LetterOutbox, OneTimeToken)] == [1, 1, 1]
