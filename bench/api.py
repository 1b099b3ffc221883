"""`GET /api/v1/orders?limit=50` of a stringer with 100,000 orders, timed inside the server at one client.

Reference in the same run: the same JSON from bare SQL through psycopg, with no ORM and no shapes.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable
from contextvars import Context
from uuid import UUID

import psycopg
from flask import Flask
from werkzeug.test import EnvironBuilder, run_wsgi_app

from bench import big_book
from bench.own_site import own_site
from rbo.auth import cookies
from rbo.platform import roles
from rbo.platform.throttle import Throttle
from rbo.stringers.models import Stringer
from tests.desk.statements import counted
from tests.make import a_stringer
from tests.signed_in import client_of

ADDRESS, QUERY = "/api/v1/orders", "limit=50"
MOST_MS, MOST_STATEMENTS = 40, 3
BOOK = "select set_config('app.stringer_id', %s, true)"
ROWS = """
select to_jsonb(o) || jsonb_build_object('client', to_jsonb(c), 'racket', to_jsonb(r), 'receipt', to_jsonb(p),
    'extras', (select coalesce(jsonb_agg(to_jsonb(e) order by e.position), '[]') from order_extras e
        where e.stringer_id = o.stringer_id and e.order_id = o.id),
    'emissions', (select coalesce(jsonb_agg(to_jsonb(m) - 'snapshot'), '[]') from receipt_emissions m
        where m.stringer_id = o.stringer_id and m.receipt_id = o.receipt_id))
from (select * from orders order by stringer_id desc, number desc limit 51) o
join client_profiles c on c.stringer_id = o.stringer_id and c.id = o.client_id
join rackets r on r.stringer_id = o.stringer_id and r.id = o.racket_id
left join receipts p on p.stringer_id = o.stringer_id and p.id = o.receipt_id
order by o.number desc
"""


def main() -> None:
    """Print p50 and p95 of both, the ratio and the statements; exit 1 beyond the limits."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--others", type=int, default=5, help="books of 20,000 orders each beside it")
    parser.add_argument("--rounds", type=int, default=200)
    asked = parser.parse_args()
    Throttle.take = lambda *_args: 0  # type: ignore[method-assign] # a benchmark asks more than a program may
    with own_site() as (app, postgres):
        with app.app_context():
            me = a_stringer("Bench")
        big_book.write(postgres.superuser, me.id, asked.others)
        ours, bare = _ours(app, me), _bare(app.config["RBO"].database_url, me.id)
        with app.app_context(), counted() as statements:
            ours()
        p95 = _timed("list by programs", ours, asked.rounds)
        reference = _timed("from bare SQL", bare, asked.rounds)
    print(f"ratio {p95 / reference:.1f}; {len(statements)} statements beside those of the door")
    sys.exit(p95 > MOST_MS or len(statements) > MOST_STATEMENTS)


def _ours(app: Flask, me: Stringer) -> Callable[[], None]:
    cookie = client_of(app, me).get_cookie(cookies.name("access", app.config["RBO"]))
    if cookie is None:
        raise SystemExit("nobody is signed in")
    headers = [("Authorization", f"Bearer {cookie.value}")]
    environ = EnvironBuilder(ADDRESS, query_string=QUERY, headers=headers).get_environ()

    def ask() -> None:
        body, status, _headers = Context().run(run_wsgi_app, app, dict(environ), buffered=True)
        if status != "200 OK" or len(json.loads(b"".join(body))["items"]) != 50:
            raise SystemExit(f"{ADDRESS} answers {status}")

    return ask


def _bare(url: str, stringer_id: UUID) -> Callable[[], None]:
    connection = psycopg.connect(roles.plain(url))

    def ask() -> None:
        with connection.transaction():
            connection.execute(BOOK, [str(stringer_id)])
            rows = connection.execute(ROWS).fetchall()
        json.dumps({"items": [row[0] for row in rows[:50]]})

    return ask


def _timed(name: str, ask: Callable[[], None], rounds: int) -> float:
    for _ in range(10):
        ask()
    spent = []
    for _ in range(rounds):
        began = time.perf_counter()
        ask()
        spent.append((time.perf_counter() - began) * 1000)
    p95 = statistics.quantiles(spent, n=20)[-1]
    print(f"{name:<20} p50 {statistics.median(spent):6.1f} ms   p95 {p95:6.1f} ms", flush=True)
    return p95


if __name__ == "__main__":
    main()
