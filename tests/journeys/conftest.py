"""A whole installation in processes of its own: web server, worker, mail server, browser."""

from __future__ import annotations

import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask_babel import force_locale, gettext
from playwright.sync_api import Browser, Page, ViewportSize

from rbo.auth.gotrue import gotrue
from rbo.platform.config import Settings
from rbo.platform.db import system_session
from rbo.platform.embedded.ports import free_port
from rbo.platform.ids import new_id
from rbo.stringers.models import Locale, Status, Stringer
from tests.browser.conftest import browser_type_launch_args, chromium
from tests.faults.kit import open_office, wait_for
from tests.faults.post_office import PostOffice
from tests.faults.workers import environment

PASSWORD = "Hammer-und-Amboss-7"
PHONE = ViewportSize(width=375, height=800)

__all__ = ["browser_type_launch_args", "chromium", "open_office"]


@pytest.fixture
def post(open_office: PostOffice) -> PostOffice:
    """The mail server of the installation, with an empty script."""
    open_office.let_go()
    open_office.forget()
    return open_office


@pytest.fixture(scope="module")
def site(
    settings: Settings, open_office: PostOffice, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Address of an installation that runs as in production: the site in front, the worker beside it.

    It ends with these tests: its worker would answer the bells of others.
    """
    port, tmp_path = free_port(), tmp_path_factory.mktemp("site")
    address = f"http://127.0.0.1:{port}"
    environ = environment(settings, SMTP_PORT=str(open_office.port), PUBLIC_URL=address)
    web = ["rbo.cli", "web", "--port", str(port), "--processes", "1", "--drain-s", "0"]
    with _running(web, environ, tmp_path / "web.log"), _running(["worker"], environ, tmp_path / "worker.log"):
        wait_for(lambda: _answers(address), 30, (tmp_path / "web.log").read_text)
        yield address


@pytest.fixture
def a_stringer_with_password(ground: Flask) -> Callable[[Locale], str]:
    """Invites a stringer who speaks that language, and gives the email to sign in with."""

    def make(locale: Locale) -> str:
        email = f"carla.{locale}@example.org"
        with system_session() as session:
            session.add(
                Stringer(
                    id=new_id(),
                    email=email,
                    gotrue_user_id=gotrue().make_user(email, PASSWORD, {}),
                    status=Status.ACTIVE,
                    display_name="Saitenraum",
                    default_locale=locale,
                )
            )
        return email

    return make


@pytest.fixture
def phone(browser: Browser, site: str) -> Iterator[Callable[[Locale], Page]]:
    """Gives a phone that speaks a language, at the installation's door."""
    made = []

    def open_phone(locale: Locale) -> Page:
        made.append(browser.new_context(base_url=site, viewport=PHONE, has_touch=True, locale=str(locale)))
        return made[-1].new_page()

    yield open_phone
    for context in made:
        context.close()


@pytest.fixture
def word(ground: Flask) -> Callable[..., str]:
    """A text of the pages in a language."""

    def translate(locale: Locale, text: str, **values: Any) -> str:
        with ground.test_request_context(), force_locale(str(locale)):
            return str(gettext(text, **values))

    return translate


@contextmanager
def _running(module: list[str], environ: dict[str, str], log: Path) -> Iterator[None]:
    with log.open("wb") as out:
        process = subprocess.Popen([sys.executable, "-m", *module], env=environ, stdout=out, stderr=out)
    try:
        yield
    finally:
        process.terminate()
        process.wait(30)


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/readyz", timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False
