"""A site that is asked to stop turns unready first, serves on, and then leaves."""

from __future__ import annotations

import subprocess
import sys

import httpx
import pytest

from rbo.platform.embedded.ports import free_port
from tests.faults.kit import wait_for
from tests.faults.workers import environment


@pytest.fixture
def site(settings, tmp_path):
    """A running site and its address."""
    port, log = free_port(), tmp_path / "web.log"
    command = [sys.executable, "-m", "rbo.cli", "web", "--port", str(port), "--processes", "1"]
    environ = environment(settings, RBO_DRAIN_S="3")
    with log.open("wb") as out, subprocess.Popen(command, env=environ, stdout=out, stderr=out) as process:
        wait_for(lambda: answer(f"http://127.0.0.1:{port}/readyz") == 200, otherwise=log.read_text)
        yield process, f"http://127.0.0.1:{port}"
        process.terminate()


def answer(address):
    try:
        return httpx.get(address).status_code
    except httpx.TransportError:
        return None


def test_it_is_unready_while_it_still_serves_everybody(site):
    process, address = site

    process.terminate()
    wait_for(lambda: answer(f"{address}/readyz") == 503)

    assert httpx.get(f"{address}/readyz").json()["reason"] == "It is about to stop."
    assert answer(f"{address}/sign-in") == 200
    assert process.wait(60) == 0
    assert answer(f"{address}/healthz") is None
