"""Every address of the site with one's own, a foreign, an unknown and a malformed id."""

from __future__ import annotations

from itertools import product

import pytest

from tests.browsers import Browser
from tests.desk.statements import answered
from tests.each import each
from tests.walls.addresses import (
    KINDS,
    MARK,
    READING,
    annas,
    ask,
    ids,
    leaving_last,
    rules,
    said,
    token_of,
    values,
)

__all__ = ["annas", "ids"]

PUBLIC = {
    "auth.callback",
    "auth.confirm",
    "auth.health",
    "auth.sign_in",
    "auth.sign_in_by_link",
    "auth.sign_in_by_password",
    "exports.schema",
    "health.alive",
    "health.ready",
    "kept_out.take",
    "metrics.figures",
    "portal.claim",
    "portal.invitation",
    "portal.linked_receipt",
    "portal.linked_receipt_pdf",
    "portal.renew_link",
    "portal.status",
    "static",
}
BY_TOKEN = {
    "portal.claim": 410,
    "portal.invitation": 410,
    "portal.linked_receipt": 410,
    "portal.linked_receipt_pdf": 410,
    "portal.renew_link": 202,
    "portal.status": 410,
}  # used up, withdrawn, forged: all alike


def test_every_part_of_an_address_is_known_here(app, ids):
    parts = {part for rule, _method in rules(app) for part in rule.arguments}

    assert parts <= set(ids), "add own, foreign and unknown rows to the fixture `ids`"


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["a page", "a part"])
def test_a_foreign_id_is_not_found_just_like_an_unknown_one(app, annas, ids, rows, headers):
    """L-65, L-100: same status, headers and body; nothing changes, and the database is asked for the same.

    The same statements with as many rows take as long: what a clock would tell, only with patience.
    """
    token, before = token_of(annas), rows()
    for rule, method in [pair for pair in rules(app) if pair[0].arguments]:
        for names in _attacked(rule):
            place = f"{method} {rule.rule}, {names}"
            answers, asked = {}, {}
            for kind in KINDS:
                with answered() as asked[kind]:
                    answers[kind] = ask(annas, token, rule, method, values(rule, ids, kind, names), **headers)
            expected = dict.fromkeys(KINDS, BY_TOKEN.get(rule.endpoint, 404))
            assert {kind: a.status_code for kind, a in answers.items()} == expected, place
            assert said(answers["foreign"]) == said(answers["unknown"]), place
            if rule.endpoint not in BY_TOKEN:  # an unknown token is none that we have signed
                assert asked["foreign"] == asked["unknown"], place
        assert rows() == before, f"{method} {rule.rule}"


def _attacked(rule):
    """Each part alone, and all of them together."""
    parts = sorted(rule.arguments)
    return [(part,) for part in parts] + ([tuple(parts)] if len(parts) > 1 else [])


def test_ones_own_ids_are_found_and_show_nothing_of_the_other(app, annas, ids):
    """L-40, L-100."""
    token = token_of(annas)
    for rule, method in sorted(rules(app), key=leaving_last):
        answer = ask(annas, token, rule, method, values(rule, ids))
        place = f"{method} {rule.rule}: {answer.status_code}"
        assert answer.status_code < 500, place
        assert (answer.status_code == 404) == rule.rule.startswith("/admin"), place
        assert MARK.encode() not in answer.data, place


@each("page", ["/clients", "/orders", "/catalogue", "/catalogue/strings", "/orders/new"])
def test_no_search_finds_the_other_book(annas, ids, page):
    """L-40."""
    for word, sought in product(("q", "text", "search", "client", "find"), (MARK[:4], MARK[:4].lower())):
        assert MARK not in annas.get(page, query_string={word: sought}).text


def test_every_address_is_closed_or_on_the_public_list(app, ids):
    """Without a sign-in: to the door, whether the id exists or not."""
    stranger = Browser(app.test_client())
    for rule, method in rules(app):
        is_marked = bool(getattr(app.view_functions[rule.endpoint], "is_public", False))
        assert (rule.endpoint in PUBLIC) == is_marked, rule.endpoint
        if not is_marked and method in READING:
            answer = ask(stranger, "", rule, method, values(rule, ids))
            assert (answer.status_code, answer.location.partition("?")[0]) == (303, "/sign-in"), rule.rule


def test_a_stranger_writes_nothing(app, ids, rows):
    stranger = Browser(app.test_client())
    token, before = token_of(stranger, "/sign-in"), rows()
    for rule, method in rules(app):
        if rule.endpoint not in PUBLIC and method not in READING:
            answer = ask(stranger, token, rule, method, values(rule, ids))
            assert answer.status_code in (303, 401), f"{method} {rule.rule}"

    assert rows() == before
