"""A whole installation for a benchmark: `rbo dev --empty` on data of its own, and a counting mail server."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from pathlib import Path

import httpx
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from rbo.platform.embedded.ports import free_port

PASSWORD = "Hammer-und-Amboss-7"
STARTS_WITHIN_S = 120


@dataclass
class Sink:
    """Takes every mail and notes when."""

    accepted: dict[str, float] = field(default_factory=dict)
    arrived: threading.Condition = field(default_factory=threading.Condition)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802, ARG002
        """Called by the mail server with a whole message."""
        message: Message = message_from_bytes(envelope.original_content or b"")
        with self.arrived:
            self.accepted[str(message["Subject"])] = time.perf_counter()
            self.arrived.notify_all()
        return "250 OK"

    def wait_for(self, number: int, timeout_s: float = 30) -> float:
        """The moment the *number*-th mail was taken."""
        with self.arrived:
            if not self.arrived.wait_for(lambda: len(self.accepted) >= number, timeout_s):
                raise SystemExit(f"Mail {number} did not arrive within {timeout_s} s.")
            return max(self.accepted.values())


@contextmanager
def mail_server() -> Iterator[tuple[Sink, int]]:
    """A mail server in this process, and its port."""
    sink, port = Sink(), free_port()
    controller = Controller(sink, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield sink, port
    finally:
        controller.stop()


@contextmanager
def installation(smtp_port: int) -> Iterator[dict[str, str]]:
    """Addresses of a running installation, as its data folder tells them."""
    with tempfile.TemporaryDirectory(prefix="rbo-bench-") as folder:
        environ = {**os.environ, "RBO_DATA_DIR": folder, "LOG_LEVEL": "WARNING", "SMTP_HOST": "127.0.0.1"}
        environ |= {"SMTP_PORT": str(smtp_port), "SMTP_TLS": "none"}
        site = free_port()
        command = [sys.executable, "-m", "rbo.cli", "dev", "--empty", "--port", str(site)]
        process = subprocess.Popen(command, env=environ, stdout=subprocess.DEVNULL)
        try:
            told, address = _told(Path(folder), process), f"http://127.0.0.1:{site}"
            _wait_until_open(address)
            yield {**environ, **told, "PUBLIC_URL": address}
        finally:
            process.terminate()
            process.wait(30)


def _told(folder: Path, process: subprocess.Popen[bytes]) -> dict[str, str]:
    deadline = time.monotonic() + STARTS_WITHIN_S
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise SystemExit("The installation did not start.")
        for told in folder.glob("services.json"):
            addresses: dict[str, str] = json.loads(told.read_text())
            if "DATABASE_URL" in addresses:
                return addresses
        time.sleep(0.1)
    raise SystemExit(f"The installation did not start within {STARTS_WITHIN_S} s.")


def _wait_until_open(address: str) -> None:
    deadline = time.monotonic() + STARTS_WITHIN_S
    while time.monotonic() < deadline:
        with suppress(httpx.TransportError):
            if httpx.get(f"{address}/readyz").is_success:
                return
        time.sleep(0.1)
    raise SystemExit(f"The site did not open within {STARTS_WITHIN_S} s.")


class Browser:
    """Signs in and presses buttons, without drawing anything."""

    def __init__(self, address: str) -> None:
        self._client = httpx.Client(base_url=address, follow_redirects=False, timeout=30)

    def sign_in(self, email: str) -> None:
        """Sign in with the bench's password."""
        page = self._client.get("/sign-in").text
        sent = {"csrf_token": _token(page), "email": email, "password": PASSWORD}
        path = re.search(r'formaction="([^"]+)"', page)
        self._client.post(path[1] if path else "/sign-in", data=sent)
        self.token = _token(self._client.get("/").raise_for_status().text)

    def open(self, path: str) -> None:
        """GET *path*."""
        self._client.get(path).raise_for_status()

    def press(self, path: str) -> None:
        """POST to *path* as HTMX does."""
        headers = {"X-CSRFToken": self.token, "HX-Request": "true"}
        self._client.post(path, headers=headers).raise_for_status()


def _token(page: str) -> str:
    found = re.search(r'name="csrf[-_]token"[^>]*(?:content|value)="([^"]+)"', page)
    if found is None:
        raise SystemExit("The page has no token to write with.")
    return found[1]
