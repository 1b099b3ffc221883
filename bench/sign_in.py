"""Whether the time of an answer tells who has an account, and how much memory fifty sign-ins at once take.

Reference in the same run: the same question about somebody whom nobody knows; medians may differ by 5 %.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import redis
from flask import Flask

from bench.own_site import Ask, own_site
from bench.twins import MOST_APART, apart
from rbo.identity import accounts
from rbo.identity.passwords import hash_password
from rbo.identity.store import transaction
from rbo.platform import clock
from tests.signed_in import csrf

PAGES = {"by password": "/sign-in", "by link": "/sign-in/link"}
AT_ONCE = 50


def main() -> None:
    """Print the medians of both ways in, then the memory; exit 1 when a time tells."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=300)
    asked = parser.parse_args()
    with own_site() as (app, _postgres):
        known = _accounts(app, asked.pairs)
        unknown = [f"nobody.{email}" for email in known]
        telling = [
            way
            for way, page in PAGES.items()
            if apart(way, {"known": _ask(app, page, known), "unknown": _ask(app, page, unknown)}, asked.pairs)
            > MOST_APART
        ]
        _print_memory(app, known)
    print(f"ways in that tell by their time: {', '.join(telling) or 'none'}")
    sys.exit(bool(telling))


def _accounts(app: Flask, number: int) -> list[str]:
    """Addresses that the identity service knows, each with a password."""
    kept = hash_password("Hammer-und-Amboss-7")
    with transaction(app.config["RBO"]) as store:
        for nr in range(number):
            user = accounts.add(store, f"vera.{nr}@example.org")
            user.password_hash = kept
            accounts.confirm(user, clock.now())
    return [f"vera.{nr}@example.org" for nr in range(number)]


def _ask(app: Flask, page: str, emails: list[str]) -> Ask:
    """Asks for each of *emails* in turn, from a fresh neighbourhood; gives the milliseconds."""
    browser, places = app.test_client(), _places()
    token, of = csrf(browser, "/sign-in"), iter(emails)

    def ask() -> float:
        sent = {"email": next(of), "password": "something-Else-7", "csrf_token": token}
        redis.Redis.from_url(app.config["RBO"].redis_url).flushdb()
        began = time.perf_counter()
        browser.post(page, data=sent, environ_base={"REMOTE_ADDR": next(places)})
        return (time.perf_counter() - began) * 1000

    return ask


def _print_memory(app: Flask, emails: list[str]) -> None:
    """What the process takes more than before when fifty passwords are tried at once."""
    redis.Redis.from_url(app.config["RBO"].redis_url).flushdb()
    before, places = _peak_mib(), _places()

    def knock(email: str, place: str) -> int:
        browser = app.test_client()
        sent = {"email": email, "password": "something-Else-7", "csrf_token": csrf(browser, "/sign-in")}
        return browser.post("/sign-in", data=sent, environ_base={"REMOTE_ADDR": place}).status_code

    with ThreadPoolExecutor(AT_ONCE) as people:
        statuses = Counter(people.map(knock, emails[:AT_ONCE], places))
    print(f"{AT_ONCE} at once: {_peak_mib() - before:.0f} MiB more at the peak, answers {dict(statuses)}")


def _places() -> Iterator[str]:
    return (f"10.{nr // 250}.{nr % 250}.1" for nr in range(250 * 250))


def _peak_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
