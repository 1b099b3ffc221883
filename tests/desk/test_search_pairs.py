"""What people type, and what they mean by it."""

from __future__ import annotations

from rbo.catalogue.starter import load_starter
from rbo.desk.search import look_up
from tests.desk.found import PAIRS, a_full_book

MOST_MISSES = 2
FIRST = 3


def test_nearly_everything_typed_finds_what_is_meant_among_the_first_three(anna, app, settings):
    load_starter(settings.database_url_system)
    a_full_book()

    with app.test_request_context():
        misses = [
            f"{typed!r} finds {titles(typed)[:FIRST]}, not {meant!r}"
            for typed, meant in PAIRS
            if meant not in titles(typed)[:FIRST]
        ]

    assert len(PAIRS) >= MOST_MISSES * 20
    assert len(misses) <= MOST_MISSES, "\n".join(misses)


def titles(typed: str) -> list[str]:
    """What is found, in the order in which it is shown."""
    return [hit.title for group in look_up(typed) for hit in group.hits]
