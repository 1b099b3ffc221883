"""Every address of programs with own, foreign, unknown and malformed ids, and ids in what is sent."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.api.conftest import Program, program_of
from tests.api.test_orders import ORDER
from tests.auth.forging import HS256, claims, raw, token
from tests.auth.test_tokens import DAMAGED
from tests.desk.statements import answered
from tests.walls.addresses import KINDS, MARK, ids, rules, values

__all__ = ["ids"]

PUBLIC = {"programs.docs", "programs.openapi"}
BODIES: dict[str, dict[str, Any]] = {
    "add_client": {"first_name": "Nina"},
    "add_racket": {"text": "Wilson Blade"},
    "add_racket_model": {"sport": "tennis", "brand": "Head", "model": "Boom"},
    "add_string_model": {"brand": "Head", "name": "Hawk"},
    "make_export": {"format": "json"},
    "share": {"grantee_email": "carla@example.org"},
}


@pytest.fixture
def annas(app, anna, ids, redis_url) -> Program:
    return program_of(app, anna)


def test_a_foreign_id_is_not_found_just_like_an_unknown_one(app, annas, ids, rows):
    """L-65, L-100: same status, words and statements for programs too; nothing changes, nothing is told."""
    before = rows()
    for rule, method in rules(app, of_programs=True):
        for part in sorted(rule.arguments):
            answers, asked = {}, {}
            for kind in KINDS:
                with answered() as asked[kind]:
                    answers[kind] = ask(annas, rule, method, ids, kind, (part,))
            assert {kind: answer.status_code for kind, answer in answers.items()} == dict.fromkeys(
                KINDS, 404
            ), rule
            assert answers["foreign"].data == answers["unknown"].data, rule
            assert asked["foreign"] == asked["unknown"], rule
    assert rows() == before

    for rule, method in sorted(rules(app, of_programs=True), key=lambda pair: pair[1] == "DELETE"):
        answer = ask(annas, rule, method, ids)
        assert answer.status_code < 500 or rule.endpoint == "api.receipt_pdf", f"{method} {rule}"
        assert answer.status_code != 404, f"{method} {rule}"
        assert MARK.encode() not in answer.data, rule


def test_a_foreign_id_in_what_is_sent_is_as_good_as_none(annas, ids, rows):
    """L-101, S-22: in bodies and queries; columns that are nobody's to set are no fields at all."""
    before = rows()
    own = {"client_id": str(ids["client_id"]["own"]), "racket": {"id": str(ids["racket_id"]["own"])}}
    places = {
        "client_id": lambda row: {"client_id": row},
        "racket_id": lambda row: {"racket": {"id": row}},
        "string_id": lambda row: {"main": {"string_id": row, "tension": "24.0"}},
        "number": lambda row: {"redo_of": row},
    }
    for part, body in places.items():
        said = set()
        for kind in ("foreign", "unknown"):
            row = ids[part][kind] if part == "number" else str(ids[part][kind])
            row = (
                3 if (part, kind) == ("number", "foreign") else row
            )  # the other book has three, this one has one
            answer = annas.send("POST", "/orders", ORDER | own | body(row))
            said.add((answer.status_code, answer.text))
            if part != "number":
                change = body(row) if part != "client_id" else body(row) | {"racket": own["racket"]}
                changed = annas.send("PATCH", f"/orders/{ids['number']['own']}", change)
                assert changed.status_code == 404, part
        assert [status for status, _text in said] == [404], part
        if part == "client_id":
            assert annas.get(f"/orders?client_id={ids[part]['foreign']}")["items"] == []
    for name in ("stringer_id", "id", "role", "number", "total", "created_at", "version", "currency"):
        for verb, address in (("POST", "/orders"), ("POST", "/clients"), ("PATCH", "/me")):
            answer = annas.send(verb, address, {name: "1"})
            if (address, name) != ("/me", "currency"):
                assert answer.json["errors"][name] == ["There is no such field."], (address, name)
    assert rows() == before


def test_no_address_opens_without_a_right_token(app, annas, ids, rows):
    """S-19: table 3.2 at the door of programs; a token that only looks right reads and writes nothing."""
    forged = [
        *DAMAGED,
        token(),
        raw({"alg": "none", "typ": "JWT"}, claims()),
        annas.token[:-2],
        annas.token * 9,
    ]
    assert HS256.gotrue_issuer != app.config["RBO"].gotrue_issuer
    before = rows()
    for wrong in forged:
        headers = {"Authorization": f"Bearer {wrong}".replace("\0", "x")}
        assert annas.client.get("/api/v1/me", headers=headers).status_code == 401, wrong

    nobody = Program(annas.client, "")
    for rule, method in rules(app, of_programs=True):
        is_open = getattr(app.view_functions[rule.endpoint], "is_public", False)
        assert is_open == (rule.endpoint in PUBLIC), rule
        if not is_open:
            assert ask(nobody, rule, method, ids).status_code in (401, 429), rule
    assert rows() == before


def ask(program: Program, rule, method, ids, kind="own", names=()):
    """One request with a body that is right in itself."""
    path = rule.rule.removeprefix("/api/v1")
    for name, value in values(rule, ids, kind, names).items():
        path = re.sub(rf"<[^>]*\b{name}>", str(value), path)
    name = rule.endpoint.partition(".")[2]
    body = BODIES.get(name, {}) if method in ("POST", "PATCH") else None
    if name == "take_order_in":
        body = ORDER | {
            "client_id": str(ids["client_id"]["own"]),
            "racket": {"id": str(ids["racket_id"]["own"])},
        }
    return program.send(method, path, body)
