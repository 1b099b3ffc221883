"""A client may let others look, but not without end."""

from __future__ import annotations

from rbo.platform import clock
from rbo.platform.tenancy import open_person
from rbo.sharing.limits import GRANTS, count_grant
from tests.browsers import fields
from tests.portal.conftest import LENA
from tests.portal.kit import the_person


def test_what_a_client_typed_stays_where_they_shared_too_often(lenas, ben, monkeypatch):
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now)
    with open_person(the_person(LENA).id):
        for _one_more in range(GRANTS.free):
            count_grant()

    answer = lenas.fill("/portal/grants", email=ben.email)

    assert answer.status_code == 429
    assert f"Shared too often within a minute. Wait {answer.headers['Retry-After']} second" in answer.text
    assert fields(answer.text, "/portal/grants")["email"] == ben.email
