"""A phone left lying gives nothing away: what leads out of the book wants somebody who has just signed in."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browsers import Browser, annas, fields

__all__ = ["annas"]
WANTED = {
    "/settings/programs": ("Sign in again, then make the token within 15 minutes.", {"name": "Accounts"}),
    "/settings/webhooks": (
        "Sign in again, then add the webhook within 15 minutes.",
        {"address": "https://example.org/rbo"},
    ),
    "/exports": ("Sign in again, then ask for the file within 15 minutes.", {"format": "zip"}),
}


@pytest.mark.parametrize(("place", "said", "typed"), [(place, *rest) for place, rest in WANTED.items()])
def test_a_login_of_a_quarter_of_an_hour_is_refused_alike_everywhere(
    annas: Browser, later: Callable[..., None], place: str, said: str, typed: dict[str, str]
) -> None:
    form = fields(annas.get(place).text, place) | typed
    later(minutes=16)

    answers = [annas.post(place, data=form, headers=headers) for headers in ({}, {"HX-Request": "true"})]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert all(said in answer.text for answer in answers)
