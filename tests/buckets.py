"""A server that speaks S3, for tests that keep files in a bucket."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.request import Request, urlopen

import pytest
from moto.server import ThreadedMotoServer

from rbo.platform.ids import new_id
from rbo.platform.storage.bucket import Bucket

LOGIN = {"AWS_ACCESS_KEY_ID": "anybody", "AWS_SECRET_ACCESS_KEY": "anything", "AWS_REGION": "us-east-1"}


@dataclass(frozen=True)
class OwnBucket:
    """An empty bucket and the server that has it."""

    name: str
    server: str

    @property
    def url(self) -> str:
        """As STORAGE_URL says it."""
        return f"s3://{self.name}/installation"

    @property
    def files(self) -> Bucket:
        """The bucket as RBO uses it."""
        return Bucket(self.name, "installation", self.server)

    def listing(self, what: str = "") -> str:
        """What the server itself says is there."""
        with urlopen(f"{self.server}/{self.name}?{what}") as answer:
            said: str = answer.read().decode()
            return said


@pytest.fixture(scope="session")
def s3_server() -> Iterator[str]:
    """The server's address."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(s3_server: str, monkeypatch: pytest.MonkeyPatch) -> OwnBucket:
    """An empty bucket."""
    for name, value in LOGIN.items():
        monkeypatch.setenv(name, value)
    name = f"rbo-{new_id()}"
    urlopen(Request(f"{s3_server}/{name}", method="PUT")).close()
    return OwnBucket(name, s3_server)
