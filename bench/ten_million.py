"""Ten million orders of a thousand stringers in one server, and pages of three of them.

One stringer has a million orders, one has 10, one has 100,000: the pages of that one are timed in turns with
the same book alone in a server of its own, and may take 1.3 times as long. Filling takes an hour or less,
measuring a few minutes; the folder is kept between the two (`make bench-millions` does both).
"""

from __future__ import annotations

import argparse
import random
import shutil
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from uuid import UUID

import click
from flask import Flask
from sqlalchemy import select

from bench.big_book import Book, Connection, Size, loading, open_books, take_in
from bench.own_site import OK, Ask, asker, site_on
from bench.pages import A_CLIENT, PAGES
from rbo.orders.models import OrderCounter
from rbo.platform.db import system_session
from rbo.platform.embedded.account import account_for
from rbo.platform.throttle import Throttle
from rbo.stringers.models import Stringer
from tests.faults.own_servers import kept_postgres

STRINGERS, ORDERS = 1_000, 10_000_000
LARGE, MIDDLE, SMALL = 1, 2, 3
MOST = 1.3
SLICES = 100
WARMING = 3
FILLED = "filled"
ALL_YEARS, TOO_MANY_YEARS = "/reports", "303 SEE OTHER"  # of a million orders, on to one year
MORE_PAGES = {
    "order": "/orders/{order}",
    "programs: orders": "/api/v1/orders?limit=50",
    "programs: one order": "/api/v1/orders/{order}",
    "reports, one year": "/reports?year=2025",
    "reports, all years": ALL_YEARS,
}
FILLING = ("work_mem = '256MB'", "maintenance_work_mem = '1GB'", "max_parallel_maintenance_workers = 1")
LOOSE = """
select indexrelid::regclass::text, pg_get_indexdef(indexrelid) from pg_index
where indrelid = any('{persons,client_profiles,rackets,receipts,orders,order_extras}'::regclass[])
    and not exists (select from pg_constraint where conindid = indexrelid)
"""


def main() -> None:
    """Fill, measure, or both; exit 1 when a page is slower than it may be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=lambda given: Path(given).absolute(), help="20 GB of both servers")
    parser.add_argument("--fill", action="store_true")
    parser.add_argument("--measure", action="store_true")
    parser.add_argument("--orders", type=int, default=ORDERS)
    parser.add_argument("--rounds", type=int, default=8)
    parser.add_argument("--only", default="", help="pages whose name holds this")
    asked = parser.parse_args()
    both = asked.fill == asked.measure
    if asked.fill or both:
        fill(asked.folder / "all", books(asked.orders))
        fill(asked.folder / "alone", [Book(MIDDLE, UUID(int=MIDDLE), size(middle(asked.orders)))])
    if asked.measure or both:
        sys.exit(measure(asked.folder, asked.rounds, asked.only))


def middle(orders: int) -> int:
    """A hundredth of all."""
    return orders // 100


def size(orders: int) -> Size:
    """A book of so many orders: a client brings a dozen rackets over the years, and often the same one."""
    return Size(orders, clients=max(7, orders // 20), rackets=max(7, orders // 12))


def books(orders: int) -> list[Book]:
    """The three that are measured, and the others: some large, most of them small, none the same."""
    chosen = [orders // 10, middle(orders), 10]
    ranks = range(12, 12 + STRINGERS - len(chosen))
    share = (orders - sum(chosen)) / sum(1 / rank for rank in ranks)
    sizes = [*chosen, *(int(share / rank) for rank in ranks)]
    sizes[-1] += orders - sum(sizes)
    return [Book(number, UUID(int=number), size(count)) for number, count in enumerate(sizes, start=1)]


def fill(folder: Path, shelf: list[Book]) -> None:
    """Write these books as if their orders had come over the years, one's between those of others.

    Indexes that no constraint needs are built afterwards; then `vacuum analyze`, as autovacuum would.
    """
    began = time.monotonic()
    for begun in (folder, account_for(folder).home):  # by somebody who did not wait for the end
        shutil.rmtree(begun, ignore_errors=True)
    with kept_postgres(folder) as postgres, loading(postgres.superuser) as connection:
        for setting in FILLING:
            connection.execute(f"set {setting}")
        with built_afterwards(connection):
            open_books(connection, shelf)
            with click.progressbar(range(SLICES), label="Orders", file=sys.stderr) as shown:
                for nr in shown:
                    take_in(connection, nr, SLICES)
        connection.execute("vacuum analyze")
        print(
            f"{sum(book.size.orders for book in shelf)} orders of {len(shelf)} stringers: {told(connection)}"
        )
    (folder / FILLED).touch()
    print(f"written in {time.monotonic() - began:.0f} s", flush=True)


@contextmanager
def built_afterwards(connection: Connection) -> Iterator[None]:
    """Without indexes that no constraint needs; they are built at the end."""
    loose = connection.execute(LOOSE).fetchall()
    for name, _definition in loose:
        connection.execute(f"drop index {name}")
    yield
    with click.progressbar(loose, label="Indexes", file=sys.stderr) as shown:
        for _name, definition in shown:
            connection.execute(definition)


def told(connection: Connection) -> str:
    """How much room they take."""
    row = connection.execute(
        "select pg_size_pretty(pg_database_size(current_database())),"
        " pg_size_pretty(pg_table_size('orders')), pg_size_pretty(pg_indexes_size('orders'))"
    ).fetchone()
    return "the database has {}, the table of orders {}, its indexes {}".format(*row or ())


def measure(folder: Path, rounds: int, only: str) -> int:
    """Print a line for each page; 1 when one of the middle stringer takes longer than it may."""
    Throttle.take = lambda *_args: 0  # type: ignore[method-assign] # it asks more than a program may
    with ExitStack() as stack:
        everybody, alone = (stack.enter_context(site(folder / name)) for name in ("all", "alone"))
        asks = {
            "alone": prepared(alone, MIDDLE),
            "among all": prepared(everybody, MIDDLE),
            "the largest": prepared(everybody, LARGE),
            "the smallest": prepared(everybody, SMALL),
        }
        print(f"{'ms, median':<26}{''.join(f'{name:>14}' for name in asks)}   among all / alone")
        slow = [
            name
            for name, page in (PAGES | MORE_PAGES).items()
            if only in name and in_turns(name, {who: ask(page) for who, ask in asks.items()}, rounds) > MOST
        ]
    print(f"over {MOST} x: {', '.join(slow) or 'none'}")
    return bool(slow)


@contextmanager
def site(folder: Path) -> Iterator[Flask]:
    """The site on what was filled before."""
    if not (folder / FILLED).exists():
        raise SystemExit(f"{folder} is not filled; begin with --fill.")
    with kept_postgres(folder) as postgres, site_on(postgres, folder) as app:
        yield app


def prepared(app: Flask, number: int) -> Callable[[str], Ask]:
    """Asks for pages as the stringer of this book; pages name its own clients and orders."""
    with app.app_context(), system_session() as rows:
        me = rows.get_one(Stringer, UUID(int=number))
        last = rows.scalar(select(OrderCounter.last).where(OrderCounter.stringer_id == me.id)) or 1
        rows.expunge(me)
    client = f"{number:08x}{A_CLIENT[8:]}"
    ask, ask_much = asker(app, me), asker(app, me, *OK, TOO_MANY_YEARS)
    return lambda page: (ask_much if page == ALL_YEARS else ask)(
        page.replace(A_CLIENT, client).format(order=last * 47 // 100)
    )


def in_turns(name: str, asks: Mapping[str, Ask], rounds: int) -> float:
    """Print how long each takes, and give how many times as long the page takes among all as alone."""
    spent: dict[str, list[float]] = {who: [] for who in asks}
    for turn in range(WARMING + rounds):
        for who in random.sample(list(asks), len(asks)):
            took = asks[who]()
            if turn >= WARMING:
                spent[who].append(took)
    medians = {who: statistics.median(times) for who, times in spent.items()}
    ratio = medians["among all"] / medians["alone"]
    print(f"{name:<26}{''.join(f'{median:14.1f}' for median in medians.values())}   {ratio:.2f}", flush=True)
    return ratio


if __name__ == "__main__":
    main()
