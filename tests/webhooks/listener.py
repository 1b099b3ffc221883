"""A real https server on this machine, which notes what it is told and answers by a script."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from flask import Flask

from rbo.platform import clock

NAME = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])


class Listener(ThreadingHTTPServer):
    """*told* are the headers and bodies; *script* the statuses of the next answers, 204 where it is empty.

    Before each it thinks for *thinks_s*.
    """

    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), Ear)
        self.certificate = folder / "localhost.pem"
        _certify(self.certificate)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate)
        self.socket = context.wrap_socket(self.socket, server_side=True)
        self.told: list[tuple[dict[str, str], bytes]] = []
        self.script: list[int | str] = []
        self.thinks_s = 0.0

    @property
    def peer(self) -> str:
        """Its name and port."""
        return f"localhost:{self.server_address[1]}"

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"https://{self.peer}/rbo"

    def handle_error(self, *_where: object) -> None:
        """A caller who hangs up is no news."""


class Ear(BaseHTTPRequestHandler):
    """Hears one call."""

    server: Listener

    def do_POST(self) -> None:
        """Note it, and answer as the script says."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.told.append(({name.lower(): value for name, value in self.headers.items()}, body))
        time.sleep(self.server.thinks_s)
        answer = self.server.script.pop(0) if self.server.script else 204
        if isinstance(answer, int):
            self.send_response(answer)
            self.send_header("Location", self.server.address)
            self.end_headers()
            return
        for _drop in range(2000):
            self.wfile.write(b"x" * (1 if answer == "drip" else 100))
            time.sleep(0.05 if answer == "drip" else 0)

    def log_message(self, *_what: object) -> None:
        """Say nothing."""


@contextmanager
def listening(folder: Path) -> Iterator[Listener]:
    """The server, for the length of the block."""
    server = Listener(folder)
    serving = threading.Thread(target=server.serve_forever, args=(0.02,))
    serving.start()
    yield server
    server.shutdown()
    serving.join()
    server.server_close()


@pytest.fixture
def listener(ground: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Listener]:
    """The server; the application may call it, and nothing else on this machine."""
    with listening(tmp_path) as server:
        known = replace(
            ground.config["RBO"], webhook_test_peer=server.peer, webhook_test_ca=str(server.certificate)
        )
        monkeypatch.setitem(ground.config, "RBO", known)
        yield server


def _certify(path: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    made = (
        x509.CertificateBuilder()
        .subject_name(NAME)
        .issuer_name(NAME)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(clock.now() - timedelta(days=1))
        .not_valid_after(clock.now() + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    kinds = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.write_bytes(key.private_bytes(*kinds) + made.public_bytes(serialization.Encoding.PEM))
