"""A working day by the pages: 20 rackets in, 20 strung, 15 collected, 12 paid; what the site takes for it.

References: as many requests for the page that does nothing, in the same run; and a spreadsheet's cells.
"""

from __future__ import annotations

import statistics
import time
from contextvars import Context

from flask import Flask

from bench.own_site import asker, own_site
from rbo.platform import audit
from rbo.platform.db import db
from rbo.platform.tenancy import open_tenant
from rbo.stringers.models import Stringer
from tests.browsers import Browser
from tests.desk.working_day import WorkingDay, cells, lived
from tests.make import a_client, a_stringer, an_order
from tests.signed_in import client_of

RACKETS, COLLECTED, PAID = 20, 15, 12
NAMES = [
    *("Ada", "Ben", "Cem", "Dan", "Eva", "Fay", "Gil", "Hal", "Ina", "Jan"),
    *("Kim", "Lea", "Mia", "Nil", "Ola", "Pia", "Quin", "Rob", "Sam", "Tim"),
]
NOTHING = "/healthz"


def main() -> None:
    """Print taps, requests and the time of a day after one day to warm up."""
    with own_site() as (app, _postgres), app.app_context(), audit.acting("system"):
        me = a_stringer("Bench")
        with open_tenant(me.id):
            for name in NAMES:
                an_order(a_client(name, "Probe"))
            db.session.commit()
            _lived(app, me)
            _report(_lived(app, me), _nothing(app, me))


def _lived(app: Flask, me: Stringer) -> WorkingDay:
    browser = Browser(Context().run(client_of, app, me))
    return lived(browser, NAMES, COLLECTED, PAID)


def _nothing(app: Flask, me: Stringer) -> float:
    ask = asker(app, me)(NOTHING)
    began = time.perf_counter()
    for _ in range(200):
        ask()
    return (time.perf_counter() - began) / 200


def _report(day: WorkingDay, nothing_s: float) -> None:
    spent_s, requests = sum(day.spent_s), len(day.spent_s)
    p95_ms = statistics.quantiles(day.spent_s, n=20)[-1] * 1000
    print(f"{RACKETS} in, {RACKETS} strung, {COLLECTED} collected, {PAID} paid")
    print(f"by the pages: {day.taps} taps, and {day.keys} keys to find who is not on the first page")
    print(f"a spreadsheet: {cells(RACKETS, COLLECTED, PAID)} cells, and {RACKETS} receipts by hand")
    print(f"{requests} answers with what they lead to: {spent_s:.1f} s, p95 {p95_ms:.0f} ms")
    print(
        f"as many that do nothing: {nothing_s * requests:.2f} s; ratio {spent_s / nothing_s / requests:.0f}"
    )


if __name__ == "__main__":
    main()
