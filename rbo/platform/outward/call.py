"""One call to a place that a stranger named: ten seconds and 64 KB in all, whatever the other side does."""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import httpcore

from rbo.platform.config import settings
from rbo.platform.outward.places import place_of, public_address

LONGEST_S = 10.0
MOST_BYTES = 64 * 1024


@dataclass
class Allowance:
    """What is left of the time and of the bytes for one call."""

    until: float
    bytes_left: int = MOST_BYTES

    def seconds(self) -> float:
        """How long the next step may take.

        Raises:
            ReadTimeout: the time is over.
        """
        left = self.until - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the ten seconds are over")
        return left


class Measured(httpcore.NetworkStream):
    """A stream whose steps share one allowance, whatever each of them is allowed; headers are counted too."""

    def __init__(self, inner: httpcore.NetworkStream, allowance: Allowance) -> None:
        self.inner = inner
        self.allowance = allowance

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002
        """The next bytes; none, as if the other side had ended, when it has said enough."""
        wanted = min(max_bytes, self.allowance.bytes_left)
        if not wanted:
            return b""
        piece = self.inner.read(wanted, self.allowance.seconds())
        self.allowance.bytes_left -= len(piece)
        return piece

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        """Send, within what is left of the time."""
        self.inner.write(buffer, self.allowance.seconds())

    def close(self) -> None:
        """End it."""
        self.inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        """The same stream, encrypted."""
        inner = self.inner.start_tls(ssl_context, server_hostname, self.allowance.seconds())
        return Measured(inner, self.allowance)

    def get_extra_info(self, info: str) -> Any:
        """What is known of the connection."""
        return self.inner.get_extra_info(info)


class Guarded(httpcore.NetworkBackend):
    """Connects to public addresses only: the very one that was looked at."""

    def __init__(self, allowance: Allowance) -> None:
        self.allowance = allowance
        self.backend = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002
        local_address: str | None = None,  # noqa: ARG002
        socket_options: Iterable[Any] | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        """Look at the address, then connect to it.

        Raises:
            Forbidden: it is not public.
        """
        is_ours = f"{host}:{port}" == settings().webhook_test_peer
        address = host if is_ours else public_address(host, port)
        return Measured(self.backend.connect_tcp(address, port, self.allowance.seconds()), self.allowance)


def post(address: str, body: bytes, headers: Mapping[str, str]) -> int:
    """Send *body* there; gives the status of the answer, and forgets what else it says.

    Raises:
        Forbidden: nobody is called there.
        httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError, OSError: it did not work.
    """
    place = place_of(address)
    guarded = Guarded(Allowance(time.monotonic() + LONGEST_S))
    port = "" if place.port == 443 else f":{place.port}"
    sent = {"Host": f"{place.host}{port}", "Content-Length": str(len(body)), **headers}
    url = httpcore.URL(scheme="https", host=place.host, port=place.port, target=place.target)
    with (
        httpcore.ConnectionPool(_trust(), network_backend=guarded, max_keepalive_connections=0) as pool,
        pool.stream("POST", url, headers=list(sent.items()), content=body) as answer,
    ):
        return answer.status


def _trust() -> ssl.SSLContext:
    return ssl.create_default_context(cafile=settings().webhook_test_ca or None)
