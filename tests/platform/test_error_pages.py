"""Whatever goes wrong is said calmly, with a way on; what broke has a number to name."""

from __future__ import annotations

import re
from contextvars import Context

import pytest
from flask import abort
from psycopg import errors as postgres
from sqlalchemy.exc import DataError, IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError

from rbo.platform.errors import Conflict, Missing, Refused
from rbo.platform.web import public

HEADING = re.compile(r"<h[12][^>]*>([^<]+)</h[12]>")
OURS = {
    500: (RuntimeError("soup"), DataError("select", {}, Exception())),
    503: (OperationalError("select", {}, Exception()),),
    409: (Conflict("Wait."), StaleDataError(), IntegrityError("insert", {}, postgres.UniqueViolation())),
    404: (Missing(),),
    422: (Refused("Not so."),),
}
BY_CODE = (400, 401, 403, 404, 405, 409, 410, 412, 413, 415, 422, 429, 500, 502, 503)
CASES = [
    *(pytest.param(code, code, id=str(code)) for code in BY_CODE),
    *(pytest.param(code, one, id=type(one).__name__) for code, ones in OURS.items() for one in ones),
]


@pytest.fixture
def answer_to(app, database, monkeypatch):
    """How the site answers when the page behind an open address fails."""
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)

    def failing(failure):
        @public
        def fail():
            if isinstance(failure, int):
                abort(failure)
            raise failure

        return fail

    def answer(failure, headers=()):
        monkeypatch.setitem(app.view_functions, "auth.sign_in", failing(failure))
        return Context().run(app.test_client().get, "/sign-in", headers=dict(headers))

    return answer


@pytest.mark.parametrize(("status", "failure"), CASES)
def test_each_failure_has_a_page_with_a_way_on(answer_to, status, failure):
    """U-32."""
    page, part = answer_to(failure), answer_to(failure, {"HX-Request": "true"}.items())

    assert (page.status_code, part.status_code) == (status, status)
    assert HEADING.search(page.text)[1] == HEADING.search(part.text)[1]
    assert '<a class="btn" href="/">Go to Today</a>' in page.text
    assert part.headers["HX-Retarget"] == "#messages"
    assert "<html" not in part.text
    for answer in (page, part):
        named = re.findall(r'<code id="request-id">([^<]+)</code>', answer.text)
        assert named == ([answer.headers["X-Request-ID"]] if status >= 500 else [])
        assert ("data-copy" in answer.text) == (status >= 500)
        assert "soup" not in answer.text


def test_a_refusal_says_its_own_sentence(answer_to):
    assert "Not so." in answer_to(Refused("Not so.")).text
    assert "Not so." in answer_to(Refused("Not so."), {"HX-Request": "true"}.items()).text
