"""As many orders as can be ticked, strung in one click and taken back in another.

Reference in the same run: the same click for one order after the other.
"""

from __future__ import annotations

import statistics
import time
from contextvars import Context

from bench.own_site import own_site
from rbo.orders.queries import MOST
from rbo.platform import audit
from rbo.platform.db import db
from rbo.platform.tenancy import open_tenant
from tests.browsers import Browser, fields
from tests.make import a_client, a_stringer, an_order
from tests.orders.batching import tick
from tests.signed_in import client_of

ONE_BY_ONE = 20
BAD = 400


def main() -> None:
    """Print the seconds of one click for all, and of one click for each."""
    with own_site() as (app, _postgres), app.app_context(), audit.acting("system"):
        me = a_stringer("Bench")
        with open_tenant(me.id):
            lena = a_client()
            numbers = [an_order(lena).number for _ in range(ONE_BY_ONE + MOST)]
            db.session.commit()
            browser = Browser(Context().run(client_of, app, me))
            each_s = statistics.median(_strung(browser, [number])[0] for number in numbers[:ONE_BY_ONE])
            at_once_s, batch = _strung(browser, numbers[ONE_BY_ONE:])
            back_s = _taken_back(browser, batch)
    print(f"{MOST} orders strung in one click: {at_once_s:.1f} s, and taken back: {back_s:.1f} s")
    print(f"one order: {each_s * 1000:.0f} ms; one after the other {each_s * MOST:.0f} s")


def _strung(browser: Browser, numbers: list[int]) -> tuple[float, str]:
    """The seconds that it took, the list included, and the address of what became of them."""
    began = time.perf_counter()
    batch = tick(browser, numbers).location
    spent_s = time.perf_counter() - began
    if f"{len(numbers)} order" not in browser.get(batch).text:
        raise SystemExit(f"{batch}: not all of them")
    return spent_s, batch


def _taken_back(browser: Browser, batch: str) -> float:
    address = batch.partition("?")[0]
    sent = fields(browser.get(batch).text, address)
    began = time.perf_counter()
    answer = browser.send("DELETE", address, data=sent)
    if answer.status_code >= BAD:
        raise SystemExit(f"{address} answers {answer.status}")
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
