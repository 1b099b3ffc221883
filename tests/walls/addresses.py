"""The addresses of the site from its own map, and ids to put into them: own, foreign, unknown, malformed."""

from __future__ import annotations

import re
from contextvars import Context
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from rbo.auth import logins
from rbo.auth.models import Login
from rbo.catalogue import service as catalogue
from rbo.exports.models import Format
from rbo.exports.service import ask_for
from rbo.imports import service as imports
from rbo.notifications import queries as notifications
from rbo.notifications.models import Kind
from rbo.notifications.service import notify
from rbo.orders import batches
from rbo.orders.constraints import Step
from rbo.orders.models import Order
from rbo.orders.service import mark_strung
from rbo.platform import clock
from rbo.platform.db import db, system_session
from rbo.platform.ids import new_id
from rbo.platform.scope import current_stringer
from rbo.platform.tenancy import open_tenant
from rbo.platform.web import PROGRAMS
from rbo.portal import links
from rbo.portal.models import LinkKind
from rbo.portal.queries import links_of
from rbo.receipts import handover
from rbo.stringers import queries as stringers
from rbo.stringers.models import Stringer
from rbo.stringers.service import change_logo
from tests.browsers import Browser
from tests.make import a_client, a_racket, a_racket_model, a_string_model, an_order, letter_of, today
from tests.portal.kit import a_person, offered
from tests.sharing.grants import given_to_nobody, shown_and_hidden, trust
from tests.signed_in import TOKEN, client_of
from tests.stringers.pictures import a_logo
from tests.webhooks.making import let_in_and_told

MARK = "Zzyzxova"
SIGNED = re.compile(r'name="csrf.token"[^>]*(content|value)="[^"]+"')
KINDS = ("foreign", "unknown", "malformed", "huge")
READING = ("GET", "HEAD")
Ids = dict[str, dict[str, Any]]


@pytest.fixture
def ids(anna: Stringer, ben: Stringer, monkeypatch: pytest.MonkeyPatch) -> Ids:
    """What can stand for each part of an address that names a row; Anna is a client of Ben, too."""
    monkeypatch.setattr(handover, "WAIT_S", 0)
    monkeypatch.setattr(logins, "SEEN_EVERY", timedelta(days=1))  # on however slow a machine
    change_logo(stringers.mine(), a_logo())
    mine = _rows("Own", orders=1) | {"login_id": _login(anna)}
    with open_tenant(ben.id):
        hers = an_order(a_client("Own", email=anna.email))
        mark_strung(hers, on=today())
        other = an_order(a_client(MARK, MARK))
        jobs = {"job_id": (hers.id, other.id), "profile_id": (hers.client_id, other.client_id)}
        theirs = _rows(MARK, orders=3) | {"login_id": _login(ben)}
    trusts = trust(a_person(anna.email), ben), trust(a_person("other@example.com"), anna)
    jobs["grant_id"] = (trusts[0].id, trusts[1].id)
    jobs |= shown_and_hidden(anna, ben, MARK)
    nonsense = {"malformed": "x", "huge": "9" * 40}
    known = {
        part: {"own": mine[part], "foreign": theirs[part], "unknown": new_id(), **nonsense} for part in mine
    }
    for part, (own, foreign) in jobs.items():
        known[part] = {"own": own, "foreign": foreign, "unknown": new_id(), **nonsense}
    tokens = {"own": _invitation(anna, anna, "Own"), "foreign": _invitation(anna, ben, MARK)}
    known["token"] = {**tokens, "unknown": "x", **nonsense}
    known["number"] |= {"unknown": 999, "huge": 2_147_483_648}
    return known


@pytest.fixture
def annas(app: Flask, anna: Stringer, ids: Ids, redis_url: str) -> Browser:
    """Anna's browser; she signed in when she was a client of Ben already."""
    return Browser(Context().run(client_of, app, anna))


def _rows(word: str, orders: int) -> dict[str, UUID | int]:
    client, other = a_client(first_name=word, last_name=word), a_client("Other")
    racket, model, string = a_racket(client, word), a_racket_model(word), a_string_model(word)
    taken_in = [an_order(client, racket=racket, comments=word) for _ in range(orders)]
    mark_strung(taken_in[-1], on=today())
    letter = letter_of(taken_in[-1])
    assert letter.outbox_id
    notify(current_stringer(), Kind.MAIL_FAILED, letter.id, word)
    line_id = notifications.inbox()[0].id
    submission_id, file_id = catalogue.submit(model).id, imports.bring(f"{word}.xlsx", b"PK\3\4").id
    db.session.commit()
    batch = batches.move_all([taken_in[-1].number], Step.PAID, today())
    export = ask_for(Format.JSON)
    db.session.commit()
    return {
        "client_id": client.id,
        "racket_id": racket.id,
        "number": taken_in[-1].number,
        "batch_id": batch.id,
        "person_id": client.person_id,
        "other_id": other.person_id,
        "outbox_id": letter.outbox_id,
        "model_id": model.id,
        "string_id": string.id,
        "notification_id": line_id,
        "submission_id": submission_id,
        "import_id": new_id(),
        "emission_id": letter.id,
        "export_id": export.id,
        "stringer_id": current_stringer(),
        "file_id": file_id,
        "given_id": given_to_nobody(taken_in[-1]),
        **let_in_and_told(word),
        "link_id": _link(taken_in[-1]),  # commits what the others have opened
    }


def _login(stringer: Stringer) -> UUID:
    login = Login(id=new_id(), sub=stringer.gotrue_user_id, stringer_id=stringer.id)
    login.created_at = login.last_seen_at = clock.now()
    with system_session() as session:
        session.add(login)
        return login.id


def _link(order: Order) -> UUID:
    links.make(order, LinkKind.CLIENT)
    found = links_of(order)[0].id
    db.session.commit()
    return found


def _invitation(named: Stringer, inviting: Stringer, word: str) -> str:
    """A token that names one book, and an invitation that stands in one."""
    with open_tenant(inviting.id):
        person_id = a_client(first_name=word, email="invited@example.com").person_id
        db.session.commit()
    return offered(named.id, person_id, "invited@example.com")


def rules(app: Flask, *, of_programs: bool = False) -> list[tuple[Rule, str]]:
    """Every address of a page, or of programs, with every method."""
    pairs = [(rule, method) for rule in app.url_map.iter_rules() for method in sorted(rule.methods or ())]
    pairs = [pair for pair in pairs if pair[0].rule.startswith(PROGRAMS) == of_programs]
    return [(rule, method) for rule, method in pairs if method != "OPTIONS" and rule.endpoint != "static"]


def leaving_last(pair: tuple[Rule, str]) -> tuple[bool, bool]:
    """Sorts addresses: those that read, those that write, and at the end the way out."""
    ends = ("auth.sign_out", "auth.close_book", "portal.claim", "webhooks.remove")
    return pair[1] not in READING, pair[0].endpoint in ends


def values(rule: Rule, ids: Ids, kind: str = "own", names: tuple[str, ...] = ()) -> dict[str, Any]:
    """What stands in an address: own ids, but those called *names* of another *kind*."""
    return {part: ids[part][kind if part in names else "own"] for part in rule.arguments}


def ask(
    browser: Browser,
    token: str,
    rule: Rule,
    method: str,
    ids: dict[str, Any],
    query: dict[str, Any] | None = None,
    **headers: str,
) -> TestResponse:
    """One request, as a page of the site would make it."""
    path = rule.rule
    for name, value in ids.items():
        path = re.sub(rf"<[^>]*\b{name}>", str(value), path)
    return browser.send(method, path, query_string=query, headers={"X-CSRFToken": token, **headers})


def said(answer: TestResponse) -> tuple[int, dict[str, str], str]:
    """What an answer says, but for the name of the request, the token of the form and what was asked for."""
    request_id = answer.headers.get("X-Request-Id", "-")
    moving = {"x-request-id", "date", "content-length", "set-cookie"}
    headers = {name: value for name, value in answer.headers if name.lower() not in moving}
    text = answer.text.replace(request_id, "")
    for part in answer.request.path.split("/"):
        text = text.replace(f"/{part}/", "/-/")
    return answer.status_code, headers, SIGNED.sub("", text)


def token_of(browser: Browser, page: str = "/settings") -> str:
    """The token that a page gives to its forms."""
    found = TOKEN.search(browser.get(page).text)
    assert found, page
    return found[1]
