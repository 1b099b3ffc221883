"""The programs of development: started together, reloaded together, ended together."""

import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from http import HTTPStatus
from pathlib import Path
from types import TracebackType
from typing import Self

import click
from watchfiles import PythonFilter, watch

from rbo.platform.embedded.children import Child, start
from rbo.platform.embedded.guard import Guard
from rbo.platform.embedded.trouble import ChildEnded

ROOT = Path(__file__).parents[3]
SETTLED_S = 15


class Crew:
    """A process for each module; inside `with` only."""

    def __init__(self, modules: tuple[str, ...], environ: Mapping[str, str], guard: Guard) -> None:
        self.modules, self.environ, self.guard = modules, dict(environ), guard
        self.children: list[Child] = []
        self.reloaded_at, self.is_broken = float("-inf"), False

    def __enter__(self) -> Self:
        self._start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    def wait_until_open(self, timeout_s: float = 90) -> None:
        """Return as soon as the site answers.

        Raises:
            ChildEnded: a program ended instead.
        """
        deadline = time.monotonic() + timeout_s
        while not self._answers():
            self._expect_everybody()
            if time.monotonic() > deadline:
                raise ChildEnded("The web server did not answer in time.")
            time.sleep(0.05)

    def stay(self) -> None:
        """Reload when the code changes, until a program ends by itself.

        Raises:
            ChildEnded: a program ended.
        """
        folders = [folder for folder in (ROOT / "rbo", ROOT / "worker") if folder.exists()]
        for changes in watch(*folders, watch_filter=PythonFilter(), rust_timeout=500, yield_on_timeout=True):
            if changes:
                self._reload()
            elif not self.is_broken:
                self._look()

    def _reload(self) -> None:
        self._stop()
        self._start()
        self.reloaded_at, self.is_broken = time.monotonic(), False

    def _look(self) -> None:
        try:
            self._expect_everybody()
        except ChildEnded as ended:
            if time.monotonic() - self.reloaded_at > SETTLED_S:
                raise
            self.is_broken = True
            click.echo(f"{ended} Waiting for the next change.", err=True)

    def _start(self) -> None:
        self.children = [
            start(module, [sys.executable, "-m", module], cwd=ROOT, env=self.environ)
            for module in self.modules
        ]
        for child in self.children:
            self.guard.watch(child)

    def _stop(self) -> None:
        for child in self.children:
            child.ask()
        for child in self.children:
            child.stop()

    def _expect_everybody(self) -> None:
        for child in self.children:
            if not child.is_alive():
                code = child.process.returncode
                raise ChildEnded(f"{child.name} ended with code {code}; its words are above.")

    def _answers(self) -> bool:
        try:
            address = f"http://127.0.0.1:{self.environ['PORT']}/healthz"
            with urllib.request.urlopen(address, timeout=5) as answer:
                return bool(answer.status == HTTPStatus.OK)
        except urllib.error.HTTPError:
            return True
        except OSError:
            return False
