"""A program comes in with a token of its stringer: told once, kept as a hash, ended in many ways."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from rbo.auth import personal, queries
from rbo.auth.models import Reach
from rbo.auth.refusals import TooManyTries
from rbo.platform import clock
from rbo.platform.db import db, system_session
from rbo.platform.tenancy import open_tenant
from rbo.stringers.models import Status, Stringer
from tests.api.conftest import Program
from tests.browsers import annas, fields

__all__ = ["annas"]
PAGE = "/settings/programs"
TOKEN = re.compile(r"rbo_[0-9a-f]{32}_[0-9a-f]{48}")
HERE = "192.0.2.1"


def test_a_token_is_told_once_and_kept_as_a_hash(anna, annas, caplog):
    sent = fields(annas.get(PAGE).text, PAGE) | {"name": "Accounts", "reach": "write"}

    first, again = annas.post(PAGE, data=sent), annas.post(PAGE, data=sent)

    (token,) = TOKEN.findall(first.text)
    assert (first.headers["Cache-Control"], again.status_code) == ("no-store", 303)
    page = annas.get(PAGE).text
    secret = token.rpartition("_")[2]
    assert secret not in page
    assert secret[:8] in page
    assert secret not in caplog.text
    program = personal.program_of(token, HERE)
    assert (program.stringer_id, program.scopes) == (anna.id, {Reach.READ, Reach.WRITE})
    (row,) = queries.tokens()
    assert secret.encode() not in row.token_hash
    assert row.last_used_at is None

    personal.touch(program)
    db.session.commit()
    assert not personal.program_of(token, HERE).is_stale
    assert "Last used" in annas.get(PAGE).text

    assert annas.fill(PAGE, f"{PAGE}/{row.id}").status_code == 303
    assert personal.program_of(token, HERE) is None
    assert "Accounts" not in annas.get(PAGE).text.partition("</header>")[2].partition("Revoked")[2]


def test_a_stale_login_makes_no_token(annas, later):
    form = fields(annas.get(PAGE).text, PAGE)
    later(minutes=20)

    assert annas.post(PAGE, data=form | {"name": "Accounts"}).status_code == 403
    assert "Sign in again" in annas.get(PAGE).text
    assert queries.tokens() == []


def test_the_tokens_of_a_closed_book_are_dead_at_once(anna, redis_url):
    token = personal.make("Accounts", may_write=False, good_for=None).token
    db.session.commit()
    assert personal.program_of(token, HERE).scopes == {Reach.READ}

    for status, suspended_at in (
        (Status.DEACTIVATED, None),
        (Status.DEACTIVATED, clock.now()),
        (Status.FINALIZED, None),
    ):
        with system_session() as rows:
            row = rows.get_one(Stringer, anna.id)
            row.status, row.suspended_at, row.deactivated_at = status, suspended_at, clock.now()
        assert personal.program_of(token, HERE) is None, status


def test_what_is_no_live_token_of_the_book_it_names_opens_nothing(anna, ben, redis_url, later):
    told = personal.make("Accounts", may_write=True, good_for=timedelta(days=30))
    db.session.commit()
    secret, right = told.token.rpartition("_")[2], told.token
    wrong = [
        "",
        "rbo_",
        right.upper(),
        f"{right} ",
        right[:-1] + ("0" if right[-1] != "0" else "1"),
        f"rbo_{ben.id.hex}_{secret}",
        f"rbo_{anna.id.hex}_{'0' * 48}",
        f"rbo_{anna.id.hex}_{told.row.token_hash.hex()[:48]}",
        right + "0" * 100_000,
    ]

    assert [token for token in wrong if personal.program_of(token, HERE)] == []
    assert personal.program_of(right, HERE)
    personal.program_of(wrong[0], HERE)
    with pytest.raises(TooManyTries):
        personal.program_of(wrong[0], HERE)
    assert personal.program_of(right, HERE)
    later(days=31)
    assert personal.program_of(right, HERE) is None
    assert right not in repr(told)


def test_a_token_of_another_book_is_not_there(anna, annas, ben):
    db.session.rollback()
    with open_tenant(ben.id):
        told = personal.make("His", may_write=True, good_for=None)
        db.session.commit()

    assert queries.tokens() == []
    csrf = {"X-CSRFToken": fields(annas.get(PAGE).text, PAGE)["csrf_token"]}
    assert annas.send("DELETE", f"{PAGE}/{told.row.id}", headers=csrf).status_code == 404
    assert personal.program_of(told.token, HERE)


def test_a_program_reads_and_writes_as_far_as_its_token_says(anna, app, redis_url):
    reads = Program(app.test_client(), personal.make("Reader", may_write=False, good_for=None).token)
    writes = Program(app.test_client(), personal.make("Writer", may_write=True, good_for=None).token)
    db.session.commit()

    assert reads.get("/me")["display_name"] == anna.display_name
    assert reads.post("/clients", {"first_name": "Lena"}, status=403)["code"] == "ONLY_READS"
    made = writes.post("/clients", {"first_name": "Lena"})
    assert reads.get(f"/clients/{made['id']}") == made
    assert {token.name for token in queries.tokens() if token.last_used_at} == {"Reader", "Writer"}
    wrong = Program(app.test_client(), reads.token[:-1] + ("0" if reads.token[-1] != "0" else "1"))
    answers = [wrong.send("GET", "/me") for _try in range(12)]
    assert {answer.status_code for answer in answers} == {401, 429}
    assert int(answers[-1].headers["Retry-After"]) > 0
