"""Three rolling restarts of two sites behind the proxy, while people work: no request may be refused.

The proxy is Caddy (`apt-get install caddy`) with the file that RBO is delivered with. Reference: the same
load before the first restart.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread

import httpx

from bench.installation import PASSWORD, Browser
from rbo.platform.embedded.ports import free_port
from rbo.platform.keys.ring import new_key
from tests.faults.own_servers import own_postgres, own_redis

EMAIL = "bench@example.org"
RACKETS = 400
ROOT = Path(__file__).parents[1]
PAGES = ("/", "/orders", "/clients", "/orders?state=open")


@dataclass
class Tally:
    """What the people behind the browsers saw."""

    spent_ms: list[float] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    is_over: Event = field(default_factory=Event)

    def take(self) -> list[float]:
        """Times since the last taking."""
        taken, self.spent_ms = self.spent_ms, []
        return taken


def main() -> int:
    """Print what was asked and refused; 1 when anything was."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=8)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--drain-s", default="5")
    asked = parser.parse_args()
    with ExitStack() as stack:
        environ = environment(stack, asked.drain_s)
        os.environ.update(environ)
        from bench.book import fill  # noqa: PLC0415 - reads the environment when it is imported

        rackets, ports = iter(fill(EMAIL, PASSWORD, RACKETS)), (free_port(), free_port())
        sites = {port: stack.enter_context(stopping(_site(port, environ))) for port in ports}
        stack.enter_context(stopping(_proxy(ports, environ)))
        wait_for(environ["PUBLIC_URL"])
        tally = Tally()
        browsers = [_signed_in(environ["PUBLIC_URL"]) for _ in range(asked.people)]
        people = [Thread(target=_work, args=(one, rackets, tally), daemon=True) for one in browsers]
        for person in people:
            person.start()
        time.sleep(10)
        quiet = tally.take()
        for port in ports * asked.rounds:
            sites[port] = _restart(port, sites[port], environ, stack)
        tally.is_over.set()
        for person in people:
            person.join()
    return _report(quiet, tally)


def _restart(
    port: int, site: subprocess.Popen[bytes], environ: dict[str, str], stack: ExitStack
) -> subprocess.Popen[bytes]:
    site.terminate()
    site.wait()
    fresh = stack.enter_context(stopping(_site(port, environ)))
    wait_for(f"http://127.0.0.1:{port}")
    time.sleep(3)  # the proxy looks once a second
    return fresh


def _signed_in(address: str) -> Browser:
    browser = Browser(address)
    browser.sign_in(EMAIL)
    return browser


def _work(browser: Browser, rackets: Iterator[int], tally: Tally) -> None:
    turn = 0
    while not tally.is_over.is_set():
        turn += 1
        began = time.perf_counter()
        try:
            racket = next(rackets, None) if turn % 8 == 0 else None
            browser.press(f"/orders/{racket}/stringing") if racket else browser.open(PAGES[turn % len(PAGES)])
        except httpx.HTTPError as error:
            tally.refused.append(f"{type(error).__name__}: {error}")
        tally.spent_ms.append((time.perf_counter() - began) * 1000)


def environment(stack: ExitStack, drain_s: str = "5") -> dict[str, str]:
    """What an installation with servers of its own is told."""
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="rbo-bench-")))
    postgres = stack.enter_context(own_postgres(folder))
    redis = stack.enter_context(own_redis(folder))
    roles = {"": "app", "_SYSTEM": "system", "_IDENTITY": "identity"}
    return {
        **os.environ,
        **{f"DATABASE_URL{name}": postgres.url(role) for name, role in roles.items()},
        "RBO_ENV": "test",
        "SECRET_KEY": "a-secret-for-benchmarks-only-012345",
        "RBO_DATA_KEYS": new_key(),
        "RBO_DATA_DIR": str(folder),
        "REDIS_URL": redis.url,
        "PUBLIC_URL": f"http://127.0.0.1:{free_port()}",
        "LOG_LEVEL": "WARNING",
        "RBO_DRAIN_S": drain_s,
    }


def _site(port: int, environ: dict[str, str]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "rbo.cli", "web", "--processes", "1", "--port", str(port)]
    return subprocess.Popen(command, env=environ, stdout=subprocess.DEVNULL)


def _proxy(ports: tuple[int, ...], environ: dict[str, str]) -> subprocess.Popen[bytes]:
    backends = " ".join(f"127.0.0.1:{port}" for port in ports)
    known = {
        **environ,
        "SITE": environ["PUBLIC_URL"],
        "BACKENDS": backends,
        "TLS": "",
        "HOME": environ["RBO_DATA_DIR"],
    }
    command = ["caddy", "run", "--config", str(ROOT / "deploy" / "Caddyfile"), "--adapter", "caddyfile"]
    log = (Path(environ["RBO_DATA_DIR"]) / "caddy.log").open("wb")
    return subprocess.Popen(command, env=known, stdout=log, stderr=log)


@contextmanager
def stopping(process: subprocess.Popen[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    """*process* for the length of the block."""
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


def wait_for(address: str) -> None:
    """Until the site at *address* is ready."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with suppress(httpx.TransportError):
            if httpx.get(f"{address}/readyz").is_success:
                return
        time.sleep(0.1)
    raise SystemExit(f"{address} did not open.")


def _report(quiet: list[float], tally: Tally) -> int:
    before, during = (statistics.quantiles(times, n=20)[-1] for times in (quiet, tally.spent_ms))
    print(f"requests while restarting: {len(tally.spent_ms)}, refused: {len(tally.refused)}")
    print(f"p95 before {before:.0f} ms, while restarting {during:.0f} ms; ratio {during / before:.2f}")
    for said in tally.refused[:10]:
        print(said)
    return 1 if tally.refused else 0


if __name__ == "__main__":
    sys.exit(main())
