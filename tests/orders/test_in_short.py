"""The folded part of a stringjob's form says in a line what is in it."""

from __future__ import annotations

import re
from html import unescape

import pytest

from tests.browsers import Browser
from tests.make import an_order

EDIT = "/orders/1/edit"
COMMENT = "Softer in the crosses please, as the last ones were much too hard for the elbow."
SAID = [
    ({"comments": "Softer, please."}, "“Softer, please.”"),
    ({"comments": COMMENT}, "“Softer in the crosses please, as the…”"),
    ({"knots": "2"}, "2 knots"),
    ({"dynamic_tension": "36", "dynamic_tension_instrument": "ERT 300"}, "DT 36 ERT 300"),
    ({"dynamic_tension": "36.5", "dynamic_tension_instrument": "ERT 300"}, "DT 36.5 ERT 300"),
    ({"pieces": "1", "prestretch_pct": "10", "comments": "Hm"}, "One-piece, pre-stretch 10 %, “Hm”"),
    ({"comments": "<b>"}, "“<b>”"),
    ({}, "Nothing said yet"),
]


def in_short(page: str) -> str:
    """What stands below the words of the folded part."""
    line = re.search(r'Method, reading, comment</span><br>\s*<span class="small soft">([^<]*)</span>', page)
    assert line is not None
    return unescape(line[1])


@pytest.mark.parametrize(("typed", "line"), SAID)
def test_what_was_saved_is_said(annas: Browser, anna: object, typed: dict[str, str], line: str) -> None:
    an_order()
    annas.fill(EDIT, htmx=False, **typed)

    assert in_short(annas.get(EDIT).text) == line


def test_what_was_typed_into_a_new_stringjob_is_said_when_it_comes_back(annas: Browser, anna: object) -> None:
    new = "/orders/new?client=me"
    page = annas.get(new).location or new

    answer = annas.fill(page, "/orders/new", ordered_at="2026-01-02", comments="Hm", main_tension="")

    assert answer.status_code == 422
    assert in_short(answer.text).endswith(", “Hm”")
    assert "ordered 2 Jan" in in_short(answer.text)
