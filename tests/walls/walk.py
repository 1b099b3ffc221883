"""A walk over addresses that write: each answers, and leaves a line that says who did it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from flask import Flask
from werkzeug.test import TestResponse

from rbo.platform import roles
from tests.browsers import Browser
from tests.walls.addresses import READING, Ids, rules, token_of

UNTOLD = {  # but by the row itself
    "auth.confirm": "signs in: the login is the record",
    "auth.sign_in_by_link": "asks for a letter, and nothing of a book changes",
    "auth.sign_in_by_password": "signs in: the login is the record",
    "desk.preview_typed": "draws what is typed and keeps nothing",
    "kept_out.take": "counts what a browser kept out, and keeps nothing",
    "notifications.read": "says itself when it was read",
    "notifications.read_all": "say themselves when they were read",
    "orders.picked": "shows what can be done with what was ticked",
    "sharing.picked": "leads to a page with what was ticked",
}
OF_FILES = (  # need a report; the state of an import is told as that of any row
    "imports.approve",
    "imports.choose",
    "imports.name_columns",
    "imports.undo",
)
OF_ADMINS = ("admin", "admin_imports", "moderation", "staged")
SHORTLY = {"reason": "Asked on the phone."}
A_JOB = {"racket_name": "Blade", "main_string": "Hawk", "main_tension": "24", "cross_tension": "24"}
LINES = """
    select (select count(*) from changes) + (select count(*) from order_state_audit)
        + (select count(*) from share_audit) + (select count(*) from admin_audit_log)
        + (select count(*) + count(revoked_by) from order_links) + (select count(ended_at) from logins)
"""


class Walk:
    """One browser on its way; *told* are the endpoints that left a line."""

    def __init__(self, app: Flask, browser: Browser, ids: Ids, superuser: psycopg.Connection[Any]) -> None:
        self.addresses = {(r.endpoint, m): r.rule for r, m in rules(app) if m not in READING}
        self.browser, self.superuser = browser, superuser
        self.own = {part: found["own"] for part, found in ids.items()}
        self.told: set[tuple[str, str]] = set()
        self.tokens: dict[tuple[int, str], str] = {}

    def press(self, endpoint: str, page: str, method: str = "POST", **typed: Any) -> TestResponse:
        """Open *page*, type into the form that goes to *endpoint* and send it."""
        page, action = page.format(**self.own), self.address(endpoint, method)
        return self._noted(endpoint, method, lambda: self.browser.fill(page, action, **typed))

    def send(
        self, endpoint: str, method: str = "POST", page: str = "/settings", **typed: Any
    ) -> TestResponse:
        """Send what a form of *endpoint* would, with the token of *page*."""
        how = {"data": typed, "headers": {"X-CSRFToken": self._token(page)}}
        address = self.address(endpoint, method)
        return self._noted(endpoint, method, lambda: self.browser.send(method, address, **how))

    def address(self, endpoint: str, method: str) -> str:
        """Where it is, for what is one's own."""
        rule = self.addresses[endpoint, method]
        return re.sub(r"<(?:\w+:)?(\w+)>", lambda part: str(self.own[part[1]]), rule)

    def ask(self, statement: str, *values: Any) -> Any:
        """What stands in the database, or has to stand there for the next step."""
        found = self.superuser.execute(statement, values)
        return found.fetchone() if found.description else None

    def _token(self, page: str) -> str:
        key = (id(self.browser), page)
        if key not in self.tokens:
            self.tokens[key] = token_of(self.browser, page)
        return self.tokens[key]

    def _noted(self, endpoint: str, method: str, send: Any) -> TestResponse:
        before = self.ask(LINES)[0]
        answer: TestResponse = send()
        assert answer.status_code < 400, f"{method} {endpoint}: {answer.status_code}"
        answer.close()
        assert self.ask(LINES)[0] > before, f"{method} {endpoint} leaves no line"
        self.told.add((endpoint, method))
        return answer


@pytest.fixture
def walk(app: Flask, annas: Browser, ids: Ids, database: dict[str, str]) -> Iterator[Walk]:
    """Anna on her way."""
    with psycopg.connect(roles.plain(database["superuser"]), autocommit=True) as connection:
        yield Walk(app, annas, ids, connection)


def writing(app: Flask) -> set[tuple[str, str]]:
    """Every address that writes, but for those whose deed is told elsewhere."""
    pairs = {(rule.endpoint, method) for rule, method in rules(app) if method not in READING}
    return {(endpoint, method) for endpoint, method in pairs if endpoint not in UNTOLD}


def is_for_admins(pair: tuple[str, str]) -> bool:
    """Whether others have no such address."""
    return pair[0].partition(".")[0] in OF_ADMINS
