"""Bringing files the way people do, and letting the worker at them."""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import Context

import psycopg
from flask import Flask, current_app
from werkzeug.test import TestResponse

from rbo.imports import service
from rbo.imports.attempt import attempt, read_file
from rbo.imports.models import Import, State
from rbo.platform import roles
from rbo.platform.db import db
from rbo.platform.jobs.run import run
from rbo.receipts.snapshot import to_values
from tests.browsers import Browser, fields
from tests.signed_in import csrf

PAGE = "/imports"
MULTIPART = "multipart/form-data"


def bring(
    browser: Browser, content: bytes, name: str = "orders.xlsx", page: str = PAGE, **typed: str
) -> TestResponse:
    """Choose a file and send it."""
    values = fields(browser.get(page).text, page) | typed
    return browser.post(page, data=_body(values, content, name), content_type=f"{MULTIPART}; boundary=limit")


def _body(values: Mapping[str, str], content: bytes, name: str) -> bytes:
    """A form with a file, held in memory whatever it weighs."""
    head = "--limit\r\nContent-Disposition: form-data"
    words = [f'{head}; name="{field}"\r\n\r\n{value}\r\n'.encode() for field, value in values.items()]
    file = f'{head}; name="file"; filename="{name}"\r\nContent-Type: application/zip\r\n\r\n'.encode()
    return b"".join([*words, file, content, b"\r\n--limit--\r\n"])


def brought(browser: Browser, content: bytes, superuser: str, name: str = "orders.xlsx") -> str:
    """Send a file and let the worker report; gives the address of the import."""
    answer = bring(browser, content, name)
    assert answer.status_code == 303, answer.text
    let_work(superuser)
    return answer.headers["Location"]


def a_reported_import(content: bytes, name: str = "orders.xlsx") -> Import:
    """An import of the open book that waits for its stringer."""
    entry = service.entry_of(name, content)
    db.session.add(entry)
    db.session.flush()
    report = attempt(entry, read_file(content, {}), lambda _done, _of: None, keep=False)
    entry.report, entry.state = to_values(report), State.REPORTED
    db.session.commit()
    return entry


def press(browser: Browser, page: str, action: str, **typed: object) -> TestResponse:
    """Press a button on *page* that goes to *page*/*action*, with what is ticked."""
    token = {"csrf_token": csrf(browser, page)}
    return browser.post(f"{page}/{action}" if action else page, data={**token, **typed})


def let_work(superuser: str) -> None:
    """Answer every bell, in this process and in a context of its own."""
    db.session.rollback()
    with psycopg.connect(roles.plain(superuser)) as connection:
        due = connection.execute("select id from outbox where state = 'queued' order by id").fetchall()
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    for (outbox_id,) in due:
        Context().run(_answer, app, str(outbox_id))


def _answer(app: Flask, outbox_id: str) -> None:
    with app.app_context():
        run("main", outbox_id)
