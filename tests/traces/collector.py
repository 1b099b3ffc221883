"""A collector as OTLP over HTTP knows them, which keeps every span."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest


class Collector(ThreadingHTTPServer):
    """Takes spans at /v1/traces."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Taking)
        self.spans: list[Any] = []
        self.bytes = b""

    @property
    def address(self) -> str:
        """What OTEL_EXPORTER_OTLP_ENDPOINT says."""
        return f"http://127.0.0.1:{self.server_port}"

    def named(self, name: str) -> list[Any]:
        """The spans of that name, in their order."""
        found = [span for span in self.spans if span.name == name]
        return sorted(found, key=lambda span: span.start_time_unix_nano)


class _Taking(BaseHTTPRequestHandler):
    server: Collector

    def do_POST(self) -> None:
        """Take what comes."""
        sent = self.rfile.read(int(self.headers["Content-Length"]))
        whole = gzip.decompress(sent) if self.headers.get("Content-Encoding") == "gzip" else sent
        self.server.bytes += whole
        for resource in ExportTraceServiceRequest.FromString(whole).resource_spans:
            for scope in resource.scope_spans:
                self.server.spans += scope.spans
        self.send_response(200 if self.path == "/v1/traces" else 404)
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Nothing."""


@contextmanager
def collector() -> Iterator[Collector]:
    """One for the length of the block."""
    with Collector() as taking:
        threading.Thread(target=taking.serve_forever, daemon=True).start()
        yield taking
        taking.shutdown()
