"""Two books are filled once a day in each test process, and laid again from a copy for whoever asks next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import psycopg

from rbo.platform import roles
from rbo.stringers.models import Stringer
from tests.make import today
from tests.walls.catalog import Connection
from tests.walls.checksum import TABLES
from tests.walls.two_books import TwoBooks, all_rows, fill_two

Lines = dict[str, list[bytes]]
COPIES: dict[tuple[str, date], Copy] = {}


@dataclass(frozen=True)
class Copy:
    """What filling added to each table, and the words in it that were about its two stringers alone."""

    added: Lines
    words: list[bytes]
    person: UUID


def two_books(superuser: str, anna: Stringer, ben: Stringer) -> TwoBooks:
    """Both books with a row in every table, read back past the walls."""
    about = (superuser, today())
    with psycopg.connect(roles.plain(superuser), autocommit=True) as connection:
        if about in COPIES:
            _lay(connection, COPIES[about], _words(anna, ben))
        else:
            COPIES[about] = _copy(connection, lambda: fill_two(superuser, anna, ben), _words(anna, ben))
        return TwoBooks(anna.id, ben.id, COPIES[about].person, all_rows(connection))


def _words(*stringers: Stringer) -> list[bytes]:
    found = [(stringer.id, stringer.gotrue_user_id, stringer.email) for stringer in stringers]
    return [str(word).encode() for words in found for word in words]


def _copy(connection: Connection, fill: Callable[[], UUID], words: list[bytes]) -> Copy:
    before = _lines(connection)
    person = fill()
    after = _lines(connection)
    assert all(set(before[table]) <= set(after[table]) for table in before), "filling changed an older row"
    added = {table: [line for line in after[table] if line not in before[table]] for table in after}
    return Copy({table: lines for table, lines in added.items() if lines}, words, person)


def _lines(connection: Connection) -> Lines:
    found: Lines = {}
    for (table,) in connection.execute(TABLES).fetchall():
        with connection.cursor().copy(f"copy {table} to stdout") as copy:
            found[table] = b"".join(copy).splitlines(keepends=True)
    return found


def _lay(connection: Connection, kept: Copy, words: list[bytes]) -> None:
    """The rows once more, about other stringers; no trigger has a say, for what they added is among them."""
    connection.execute("set session_replication_role = replica")
    for table, lines in kept.added.items():
        content = b"".join(lines)
        for old, new in zip(kept.words, words, strict=True):
            content = content.replace(old, new)
        with connection.cursor().copy(f"copy {table} from stdin") as copy:
            copy.write(content)
