"""Pages of a stringer with 100,000 orders among a million of others, each timed inside the server.

Reference in the same run: the list page from bare SQL through psycopg, drawn by the same template.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time

from sqlalchemy import event

from bench import bare_list, big_book
from bench.own_site import Ask, asker, own_site
from rbo.orders.listing import page as listing
from rbo.orders.listing.wanted import Wanted
from rbo.platform.db import db
from rbo.platform.session import WalledSession, narrow
from rbo.platform.tenancy import open_tenant
from rbo.stringers.models import Stringer
from tests.faults.own_servers import OwnPostgres
from tests.make import a_stringer

MOST_MS = 100
LEAST, WISHED = 0.45, 0.55
A_CLIENT = "00000000-0000-0000-0000-000000000007"
PAGES = {
    "Today": "/",
    "orders": "/orders",
    "orders, deep": "/orders?before=1000",
    "orders, upwards": "/orders?after=50000",
    "open": "/orders?state=open",
    "ordered": "/orders?state=ordered",
    "to hand out": "/orders?state=waiting",
    "payment open": "/orders?state=unpaid",
    "done, deep": "/orders?state=done&before=50000",
    "cancelled": "/orders?state=cancelled",
    "drafts": "/orders?state=draft",
    "one client": f"/orders?client={A_CLIENT}",
    "one client, cancelled": f"/orders?client={A_CLIENT}&state=cancelled",
    "one year, long ago": "/orders?from=2018-01-01&to=2018-12-31",
    "strung in one month": "/orders?on=strung&from=2019-03-01&to=2019-03-31",
    "cancelled, one year": "/orders?state=cancelled&from=2018-01-01&to=2018-12-31",
    "search: name": "/orders?q=muster12",
    "search: two words": "/orders?q=lena+muster12",
    "search: one letter": "/orders?q=e",
    "search: nothing": "/orders?q=xyzzy",
    "search: number": "/orders?q=4711",
    "search: receipt": "/orders?q=2014-30000",
    "search: racket": "/orders?q=r4711",
    "search: common string": "/orders?q=string+3",
    "search: rare string": "/orders?q=maker+19",
    "search: phone": "/orders?q=079+005+54+33",
    "everywhere: name": "/search?q=lena+muster12",
    "everywhere: a slip": "/search?q=wilosn+blaed",
    "everywhere: one letter": "/search?q=e",
    "everywhere: nothing": "/search?q=xyzzyq",
    "everywhere: receipt": "/search?q=2014-30000",
    "clients": "/clients",
    "clients, search": "/clients?q=muster12",
    "client": f"/clients/{A_CLIENT}",
    "catalogue": "/catalogue",
}


def main() -> None:
    """Print p50 and p95 of each page, then the throughput of the list beside the bare one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--others", type=int, default=50, help="books of 20,000 orders each")
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--seconds", type=float, default=6)
    parser.add_argument("--only", default="", help="pages whose name holds this")
    asked = parser.parse_args()
    with own_site() as (app, postgres):
        with app.app_context():
            me = a_stringer("Bench")
        _write_books(postgres, me, asked.others)
        with bare_list.installed(app, me.id):
            ask = asker(app, me)
            pages = {name: page for name, page in PAGES.items() if asked.only in name}
            slow = [name for name, page in pages.items() if timed(name, ask(page), asked.rounds) > MOST_MS]
            print(f"over {MOST_MS} ms: {', '.join(slow) or 'none'}")
            compare(ask("/orders"), ask(bare_list.ADDRESS), asked.seconds)
        with app.app_context(), open_tenant(me.id):
            price_of_the_hook()


def timed(name: str, ask: Ask, rounds: int) -> float:
    """Print one line for a page and give its p95."""
    for _ in range(5):
        ask()
    spent = [ask() for _ in range(rounds)]
    p95 = statistics.quantiles(spent, n=20)[-1]
    print(f"{name:<24} p50 {statistics.median(spent):6.1f} ms   p95 {p95:6.1f} ms", flush=True)
    return p95


def compare(ours: Ask, bare: Ask, seconds: float) -> None:
    """Print how many pages a second each of the two gives, taking turns."""
    spent: dict[Ask, list[float]] = {ours: [], bare: []}
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        for ask, times in spent.items():
            times.append(ask())
    per_s = {ask: 1000 / statistics.mean(times[5:]) for ask, times in spent.items()}
    ratio = per_s[ours] / per_s[bare]
    verdict = "as wished" if ratio >= WISHED else "enough" if ratio >= LEAST else "too little"
    print(f"list of 50 orders: {per_s[ours]:.0f} a second, from bare SQL {per_s[bare]:.0f}")
    print(f"ratio {ratio:.2f}, {verdict}")


def price_of_the_hook(times: int = 300) -> None:
    """Print what the first wall adds to the statement of the list; the second holds alone meanwhile.

    It is processor time, which other programs of the machine disturb little.
    """
    with_it = _reading_ms(times)
    event.remove(WalledSession, "do_orm_execute", narrow)
    without = _reading_ms(times)
    event.listen(WalledSession, "do_orm_execute", narrow)
    print(f"rows of the list: {with_it:.2f} ms, without the hook {without:.2f} ms")
    print(f"the hook costs {with_it - without:.2f} ms")


def _reading_ms(times: int) -> float:
    spent = []
    for _ in range(times):
        began = time.thread_time()
        listing.page(Wanted())
        spent.append((time.thread_time() - began) * 1000)
        db.session.rollback()
    return statistics.median(spent)


def _write_books(postgres: OwnPostgres, me: Stringer, others: int) -> None:
    began = time.monotonic()
    big_book.write(postgres.superuser, me.id, others)
    print(f"{others + 1} books written in {time.monotonic() - began:.0f} s", flush=True)
    print(f"programs that want a processor: {os.getloadavg()[0]:.0f} for {os.cpu_count()}", flush=True)


if __name__ == "__main__":
    main()
