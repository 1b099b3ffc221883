"""The public client of gotrue drives every call against the live service."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from flask import Flask
from werkzeug.serving import make_server

from rbo.identity.models import Kind
from tests.identity.conftest import PASSWORD
from tests.identity.test_links import CHALLENGE, VERIFIER

HERE = Path(__file__).parent / "auth_js"
SESSION = {"user", "session"}


@pytest.fixture
def node() -> str:
    """The program that runs the client; without it these tests are skipped, but not in CI."""
    found = shutil.which("node")
    if found and not (HERE / "node_modules").exists() and shutil.which("npm"):
        subprocess.run(["npm", "ci", "--ignore-scripts"], cwd=HERE, check=False, capture_output=True)
    if found and (HERE / "node_modules" / "@supabase" / "auth-js").exists():
        return found
    reason = "node, npm or the package @supabase/auth-js is missing: apt-get install nodejs npm"
    if os.environ.get("RBO_CI") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture
def address(identity: Flask) -> Iterator[str]:
    """Where the service listens."""
    server = make_server("127.0.0.1", 0, identity, threaded=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join(10)
    server.server_close()


@pytest.fixture
def said(node, address, anna, link_for, settings) -> dict[str, Any]:
    """What the client made of every answer."""
    tokens = {
        "invite": link_for("vera@example.test", Kind.INVITE),
        "code": "",
        "bound": "",
        "verifier": VERIFIER,
    }
    process = subprocess.Popen(
        [node, "drive.mjs", address, settings.gotrue_admin_api_key, anna, PASSWORD],
        cwd=HERE,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    tokens["code"], tokens["bound"] = link_for(anna), link_for(anna, challenge=CHALLENGE)
    out, err = process.communicate(json.dumps(tokens), timeout=60)
    assert process.returncode == 0, err
    return {line["name"]: line for line in map(json.loads, out.splitlines())}


def test_every_call_is_understood(said):
    refused = {
        name: (line["error"].get("status"), line["error"].get("code"))
        for name, line in said.items()
        if line["error"]
    }

    assert refused == {
        "signInWithPassword wrong": (400, "invalid_credentials"),
        "refreshSession unknown": (400, "refresh_token_not_found"),
        "updateUser weak": (422, "weak_password"),
        "signUp": (422, "signup_disabled"),
        "verifyOtp again": (403, "otp_expired"),
        "getUser signed out": (400, None),  # the client drops the login
        "admin without key": (403, "not_admin"),
    }
    assert len(said) == 35

    for name in (
        "signInWithPassword",
        "refreshSession",
        "setSession",
        "verifyOtp token_hash",
        "verifyOtp email code",
        "exchangeCodeForSession",
    ):
        assert said[name]["data"]["session"], name
    assert said["updateUser weak"]["error"]["reasons"] == ["length", "characters", "pwned"]
    assert "session_id" in said["getClaims"]["data"]["claims"]
    assert said["admin.listUsers"]["data"]["total"] == 4
    assert said["admin.generateLink magiclink"]["data"]["properties"] == [
        "action_link",
        "email_otp",
        "hashed_token",
        "redirect_to",
        "verification_type",
    ]
