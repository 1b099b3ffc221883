"""Reading through the session, by every path and for every noun."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import DBAPIError, ProgrammingError

from rbo.platform.db import db
from rbo.platform.rows import HOUSE, Shared
from rbo.platform.session import Unwalled
from tests.walls.access import is_walled, nouns
from tests.walls.modes import all_modes
from tests.walls.paths import EAGER, READS, walled
from tests.walls.writing import WRITES

BEHIND_ONE_WALL = {
    "catalogue_imports": "the system role's",
    "admin_audit_log": "whoever did it and whomever it was about",
    "logins": "a stringer's, a person's or both",
    "outbox_pauses": "the installation's",
    "order_shares": "the granter's and the grantee's",
    "person_stringer_share": "the granter's and the grantee's",
    "persons": "known to several stringers",
    "schedule_runs": "the installation's",
    "share_audit": "the granter's and the grantee's",
}
CLOSED_PATHS = {"exists_where", "union"}


def test_every_noun_but_the_listed_ones_is_narrowed(app):
    """L-03: what the session does not narrow stands behind row-level security alone."""
    assert {table for table, noun in nouns().items() if not is_walled(noun)} == set(BEHIND_ONE_WALL)


@all_modes
def test_no_path_shows_a_row_of_the_other_book(books, mode):
    """L-40, L-52: a path that cannot be narrowed is refused, own rows and all."""
    for name, path in READS.items():
        for noun in walled():
            own, foreign = _shown(path, noun, books.mine), _shown(path, noun, books.theirs)
            assert foreign in (0, "refused"), f"{name} shows a foreign {noun.__name__}"
            assert own != 0, f"{name} does not show one's own {noun.__name__}"
            assert own != "refused" or name in CLOSED_PATHS, f"{name} is closed for {noun.__name__}"


@all_modes
def test_no_eager_load_brings_a_row_of_the_other_book(books, mode):
    """L-40."""
    for name, path in EAGER.items():
        assert sum(path(noun, books.mine) for noun in walled()) > 5
        assert {noun: n for noun in walled() if (n := path(noun, books.theirs))} == {}, name


@all_modes
def test_no_statement_writes_a_row_of_the_other_book_or_of_the_house(books, mode):
    """L-40: update() and delete(), new style and old."""
    for name, path in WRITES.items():
        for noun in walled():
            for owner in (books.theirs, HOUSE):
                assert _reached(path, noun, owner) == 0, f"{name} writes a foreign {noun.__name__}"


@all_modes
def test_rows_of_the_house_are_read_by_all(books, mode):
    for noun in (noun for noun in walled() if issubclass(noun, Shared)):
        assert READS["entity"](noun, HOUSE) == 1


def test_every_relation_is_loaded_on_purpose(books):
    """L-43, L-44, L-46: nothing is loaded lazily, so nothing comes from the wrong scope."""
    relations = [relation for noun in walled() for relation in noun.__mapper__.relationships]

    assert relations
    assert {str(relation) for relation in relations if relation.lazy != "raise"} == set()


def _shown(path, noun, owner):
    try:
        return path(noun, owner)
    except Unwalled:
        return "refused"


def _reached(path, noun, owner):
    try:
        return path(noun, owner)
    except ProgrammingError as error:
        return 0 if error.orig.sqlstate == "42501" else error
    finally:
        db.session.rollback()


@pytest.mark.parametrize("mode", ["both walls"], indirect=True)
def test_own_rows_can_be_written(books, mode):
    written = [path for path in WRITES.values() if any(_own(path, noun, books.mine) for noun in walled())]

    assert written == list(WRITES.values())


def _own(path, noun, owner):
    try:
        return path(noun, owner)
    except DBAPIError:
        return 0
    finally:
        db.session.rollback()
