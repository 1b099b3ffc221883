"""One stringer with a hundred thousand orders among a million of others, written straight into the tables."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

import psycopg

from rbo.platform import roles

LABELS = 120


@dataclass(frozen=True)
class Size:
    """How much one stringer has."""

    orders: int
    clients: int
    rackets: int


MINE = Size(orders=100_000, clients=5_000, rackets=8_000)
THEIRS = Size(orders=20_000, clients=500, rackets=800)

ID = "(lpad(to_hex({book}), 8, '0') || lpad(to_hex({row}), 24, '0'))::uuid"
PERSONS = """
insert into persons (id, display_first_name, created_by_kind, created_by_id)
select {id}, 'Person', 'stringer', %(stringer)s from generate_series(1, %(clients)s) n
"""
CLIENTS = """
insert into client_profiles (stringer_id, id, person_id, entered_first_name, entered_last_name, entered_email,
    entered_phone, search)
select %(stringer)s, {id}, {id}, first, last, lower(first || '.' || n || '@example.com'),
    '+41 79 ' || lpad((n * 7919 %% 10000000)::text, 7, '0'),
    lower(last || ' ' || first || ' ' || first || '.' || n || '@example.com')
        || ' 4179' || lpad((n * 7919 %% 10000000)::text, 7, '0')
from generate_series(1, %(clients)s) n,
    lateral (select (array['Lena', 'Tim', 'Nora', 'Eva', 'Jonas', 'Mia', 'Paul', 'Zoe'])[1 + n %% 8] as first,
        (array['Muster', 'Probe', 'Exempel', 'Modell', 'Beispiel'])[1 + n %% 5] || n / 40 as last) named
"""
RACKETS = """
insert into rackets (stringer_id, id, client_id, label, pattern, instance_id)
select %(stringer)s, {id}, {client},
    (array['Babolat Pure Aero 98', 'Wilson Blade 98 v9', 'Yonex EZONE 100', 'Head Speed MP'])[1 + n %% 4],
    '16x19', 'R' || n
from generate_series(1, %(rackets)s) n, lateral (select (n - 1) %% %(clients)s + 1 as c) owner
"""
RECEIPTS = """
insert into receipts (stringer_id, id, year, seq)
select %(stringer)s, {id}, 2010 + n * 16 / %(orders)s, n from generate_series(1, %(orders)s) n
"""
ORDERS = """
insert into orders (stringer_id, id, number, kind, client_id, racket_id, pattern, tension_unit,
    main_label, main_gauge_mm, main_gauge_label, main_tension, main_colour, main_price, main_byo,
    cross_label, cross_gauge_mm, cross_gauge_label, cross_tension, cross_colour, cross_price, cross_byo,
    labour_price, currency, machine_mode, dynamic_tension_instrument, comments,
    ordered_at, strung_at, returned_at, paid_at, cancelled_at, promised_for, receipt_id)
select %(stringer)s, {id}, n, 'client', {client}, {racket}, '16x19', 'kg',
    'Maker ' || mains / 6 || ' String ' || mains, 1.20, '', 24, '', 14, n %% 3 = 0,
    'Maker ' || crosses / 6 || ' String ' || crosses, 1.20, '', 23.5, '', 14, false,
    25, 'CHF', '', '', '',
    came, strung, returned, case when n %% 500 > 0 then returned end, case when gone then came end, came + 3,
    case when strung is not null then {receipt} end
from generate_series(1, %(orders)s) n,
    lateral (select n * 7919 %% %(rackets)s + 1 as k) hung,
    lateral (select (n::bigint * 104729 %% 1000003) / 1000003.0 as dice) thrown,
    lateral (select (k - 1) %% %(clients)s + 1 as c, floor({labels} * dice * dice)::int as mains) chosen,
    lateral (select case when n %% 10 = 0 then (mains + 7) %% {labels} else mains end as crosses) crossed,
    lateral (select %(orders)s - n as ago, n %% 97 = 0 as gone) placed,
    lateral (select current_date - 9 - ago * 3650 / %(orders)s as came) dated,
    lateral (select case when ago >= 40 and not gone then came + n %% 3 end as strung) off,
    lateral (select case when ago >= 120 and n %% 1000 > 0 then strung + n %% 6 end as returned) fetched
"""
EXTRAS = """
insert into order_extras (stringer_id, id, order_id, position, text, price)
select %(stringer)s, {id}, {id}, 0, 'Overgrip', 6 from generate_series(1, %(orders)s, 8) n
"""
COUNTER = "insert into order_counters (stringer_id, last) values (%(stringer)s, %(orders)s)"
STRINGER = """
insert into stringers (id, email, display_name, role, status)
values (%(stringer)s, %(email)s, 'Other', 'stringer', 'active')
"""


def write(superuser: str, mine: UUID, others: int) -> None:
    """Fill the book of *mine*, and those of as many *others*."""
    with psycopg.connect(
        roles.plain(superuser), autocommit=True, cursor_factory=psycopg.ClientCursor
    ) as connection:
        connection.execute("set session_replication_role = replica")
        for book in range(others + 1):
            _write_one(connection, book, UUID(int=book) if book else mine, THEIRS if book else MINE)
        connection.execute("vacuum analyze")


def _write_one(connection: psycopg.Connection[Any], book: int, stringer: UUID, size: Size) -> None:
    rows = {"id": "n", "client": "c", "racket": "k", "receipt": "n"}
    ids = {name: ID.format(book=book, row=row) for name, row in rows.items()}
    values = {"stringer": stringer, "email": f"{book}@example.org", **asdict(size)}
    statements = (PERSONS, CLIENTS, RACKETS, RECEIPTS, ORDERS, EXTRAS, COUNTER)
    for statement in (STRINGER, *statements) if book else statements:
        connection.execute(statement.format(**ids, labels=LABELS), values)
