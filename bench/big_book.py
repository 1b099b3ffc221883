"""One stringer with a hundred thousand orders among a million of others, written straight into the tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from typing import Any
from uuid import UUID

import psycopg

from rbo.platform import roles

Connection = psycopg.Connection[Any]
LABELS = 120


@dataclass(frozen=True)
class Size:
    """How much one stringer has."""

    orders: int
    clients: int
    rackets: int


@dataclass(frozen=True)
class Book:
    """Somebody's book; the ids of what is in book 26 begin with 0000001a."""

    number: int
    stringer: UUID
    size: Size


MINE = Size(orders=100_000, clients=5_000, rackets=8_000)
THEIRS = Size(orders=20_000, clients=500, rackets=800)

ID = "(lpad(to_hex({book}), 8, '0') || lpad(to_hex({row}), 24, '0'))::uuid"
PERSONS = """
insert into persons (id, display_first_name, created_by_kind, created_by_id)
select {id}, 'Person', 'stringer', b.stringer from books b, generate_series(1, b.clients) n
"""
CLIENTS = """
insert into client_profiles (stringer_id, id, person_id, entered_first_name, entered_last_name, entered_email,
    entered_phone, search)
select b.stringer, {id}, {id}, first, last, lower(first || '.' || n || '@example.com'),
    '+41 79 ' || lpad((n::bigint * 7919 % 10000000)::text, 7, '0'),
    lower(last || ' ' || first || ' ' || first || '.' || n || '@example.com')
        || ' 4179' || lpad((n::bigint * 7919 % 10000000)::text, 7, '0')
from books b, generate_series(1, b.clients) n,
    lateral (select (array['Lena', 'Tim', 'Nora', 'Eva', 'Jonas', 'Mia', 'Paul', 'Zoe'])[1 + n % 8] as first,
        (array['Muster', 'Probe', 'Exempel', 'Modell', 'Beispiel'])[1 + n % 5] || n / 40 as last) named
"""
RACKETS = """
insert into rackets (stringer_id, id, client_id, label, pattern, instance_id)
select b.stringer, {id}, {client},
    (array['Babolat Pure Aero 98', 'Wilson Blade 98 v9', 'Yonex EZONE 100', 'Head Speed MP'])[1 + n % 4],
    '16x19', 'R' || n
from books b, generate_series(1, b.rackets) n, lateral (select (n - 1) % b.clients + 1 as c) owner
"""
RECEIPTS = """
insert into receipts (stringer_id, id, year, seq)
select b.stringer, {id}, 2010 + n * 16 / b.orders, n from books b, generate_series({since}, {until}) n
order by {moment}
"""
ORDERS = """
insert into orders (stringer_id, id, number, kind, client_id, racket_id, pattern, tension_unit,
    main_label, main_gauge_mm, main_gauge_label, main_tension, main_colour, main_price, main_byo,
    cross_label, cross_gauge_mm, cross_gauge_label, cross_tension, cross_colour, cross_price, cross_byo,
    labour_price, currency, machine_mode, dynamic_tension_instrument, comments,
    ordered_at, strung_at, returned_at, paid_at, cancelled_at, promised_for, receipt_id)
select b.stringer, {id}, n, 'client', {client}, {racket}, '16x19', 'kg',
    'Maker ' || mains / 6 || ' String ' || mains, 1.20, '', 24, '', 14, n % 3 = 0,
    'Maker ' || crosses / 6 || ' String ' || crosses, 1.20, '', 23.5, '', 14, false,
    25, 'CHF', '', '', '',
    came, strung, returned, case when n % 500 > 0 then returned end, case when gone then came end, came + 3,
    case when strung is not null then {receipt} end
from books b, generate_series({since}, {until}) n,
    lateral (select (n::bigint * 7919 % b.rackets)::int + 1 as k) hung,
    lateral (select (n::bigint * 104729 % 1000003) / 1000003.0 as dice) thrown,
    lateral (select (k - 1) % b.clients + 1 as c, floor({labels} * dice * dice)::int as mains) chosen,
    lateral (select case when n % 10 = 0 then (mains + 7) % {labels} else mains end as crosses) crossed,
    lateral (select b.orders - n as ago, n % 97 = 0 as gone) placed,
    lateral (select current_date - 9 - (ago::bigint * 3650 / b.orders)::int as came) dated,
    lateral (select case when ago >= 40 and not gone then came + n % 3 end as strung) off,
    lateral (select case when ago >= 120 and n % 1000 > 0 then strung + n % 6 end as returned) fetched
order by {moment}
"""
EXTRAS = """
insert into order_extras (stringer_id, id, order_id, position, text, price)
select b.stringer, {id}, {id}, 0, 'Overgrip', 6
from books b, generate_series({since}, {until}) n where n % 8 = 1 order by {moment}
"""
COUNTER = "insert into order_counters (stringer_id, last) select b.stringer, b.orders from books b"
STRINGERS = """
insert into stringers (id, gotrue_user_id, email, display_name, role, status)
select b.stringer, b.stringer, b.book || '@example.org', 'Other', 'stringer', 'active' from books b
on conflict do nothing
"""
COLUMNS = "book int, stringer uuid, orders int, clients int, rackets int"
BOOKS = f"create temp table if not exists books ({COLUMNS})"
BOOK = "insert into books values (%s, %s, %s, %s, %s)"
ROWS = {"id": "n", "client": "c", "racket": "k", "receipt": "n"}
IDS = {name: ID.format(book="b.book", row=row) for name, row in ROWS.items()}
OF_A_SLICE = {
    "since": "(b.orders::bigint * {nr} / {of})::int + 1",
    "until": "(b.orders::bigint * ({nr} + 1) / {of})::int",
    "moment": "n / b.orders::float",
}


def write(superuser: str, mine: UUID, others: int) -> None:
    """Fill the book of *mine*, and those of as many *others*, one after the other."""
    with loading(superuser) as connection:
        for number in range(others + 1):
            book = Book(number, UUID(int=number) if number else mine, THEIRS if number else MINE)
            open_books(connection, [book])
            take_in(connection)
        connection.execute("vacuum analyze")


@contextmanager
def loading(superuser: str) -> Iterator[Connection]:
    """A connection that asks no foreign key and no trigger."""
    with psycopg.connect(roles.plain(superuser), autocommit=True) as connection:
        connection.execute("set session_replication_role = replica")
        yield connection


def open_books(connection: Connection, books: Sequence[Book]) -> None:
    """Write down whose these *books* are, with their clients and rackets."""
    connection.execute(BOOKS)
    connection.execute("truncate books")
    rows = [(book.number, book.stringer, *astuple(book.size)) for book in books]
    connection.cursor().executemany(BOOK, rows)
    for statement in (STRINGERS, PERSONS, CLIENTS, RACKETS, COUNTER):
        connection.execute(statement.format(**IDS))


def take_in(connection: Connection, nr: int = 0, of: int = 1) -> None:
    """The orders of one span of time, in all open books, as they came: one's between those of others."""
    span = {name: term.format(nr=nr, of=of) for name, term in OF_A_SLICE.items()}
    for statement in (RECEIPTS, ORDERS, EXTRAS):
        connection.execute(statement.format(**IDS, **span, labels=LABELS))
