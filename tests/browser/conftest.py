"""A real browser in front of the real site, served from a thread on this process's database."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextvars import Context
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from rbo.platform.doctor.programs import BROWSERS
from rbo.stringers.models import Stringer
from tests.browser.kept import Kept
from tests.browser.kit import browser_program
from tests.browser.site import Site
from tests.browser.stringjobs import frames, last_job
from tests.browsers import annas
from tests.signed_in import cookies_of

__all__ = ["annas", "frames", "last_job"]
PATIENCE_MS = 15_000
PHONE: dict[str, Any] = {"viewport": {"width": 375, "height": 800}, "has_touch": True}
expect.set_options(timeout=PATIENCE_MS)
QUIET = [
    "--disable-gpu",
    "--num-raster-threads=1",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session", autouse=True)
def chromium() -> str:
    """The browser; without one these tests are skipped."""
    found = browser_program()
    if found is None:
        pytest.skip(f"no browser: none of {', '.join(BROWSERS)} is installed")
    return found


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any], chromium: str) -> dict[str, Any]:
    """Debian's browser, which needs no sandbox where root runs it."""
    args = [*QUIET, "--no-sandbox"] if os.geteuid() == 0 else QUIET
    return {**browser_type_launch_args, "executable_path": chromium, "args": args}


@pytest.fixture(scope="session")
def site(app: Flask) -> Iterator[Site]:
    """The site, served from a thread."""
    server = Site(app)
    serving = threading.Thread(target=server.serve_forever)
    serving.start()
    yield server
    server.shutdown()
    serving.join()
    server.server_close()


@pytest.fixture(scope="session")
def base_url(site: Site) -> str:
    """Where the site answers."""
    return site.address


@pytest.fixture(autouse=True)
def answered(emptied: None, site: Site) -> Iterator[None]:
    """No request is left over when the tables are emptied: it would write into the next test."""
    yield
    site.wait_until_idle()


@pytest.fixture(scope="session")
def kept(browser: Browser, base_url: str) -> Kept:
    """Pages that are kept from test to test."""
    return Kept(browser, base_url, PATIENCE_MS)


@pytest.fixture
def signed_in(app: Flask, kept: Kept, base_url: str, anna: Stringer) -> Iterator[Callable[..., Page]]:
    """Opens browsers of any size, theme or ability in which Anna is signed in, each at an empty page."""
    cookies = kept_by(app, base_url, anna)
    yield lambda **wishes: kept.lend(cookies, wishes)
    kept.take_back()


@pytest.fixture
def bens_phone(app: Flask, kept: Kept, base_url: str, ben: Stringer) -> Iterator[Page]:
    """The phone of the other stringer, in a browser of its own."""
    yield kept.lend(kept_by(app, base_url, ben), PHONE)
    kept.take_back()


def kept_by(app: Flask, base_url: str, stringer: Stringer) -> list[Any]:
    """What a browser keeps in which *stringer* has signed in."""
    kept = Context().run(cookies_of, app, stringer.email, stringer.gotrue_user_id)
    return [{"name": name, "value": value, "url": base_url} for name, value in kept.items()]


@pytest.fixture
def phone(signed_in: Callable[..., Page]) -> Page:
    """Anna's phone."""
    return signed_in(**PHONE)


@pytest.fixture(params=[True, False], ids=["with a script", "without a script"])
def either(request: pytest.FixtureRequest, signed_in: Callable[..., Page]) -> Page:
    """A phone that may or may not run scripts."""
    return signed_in(viewport=PHONE["viewport"], java_script_enabled=request.param)
