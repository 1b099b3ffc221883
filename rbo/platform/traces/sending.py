"""Sending spans to a collector by OTLP. Only facts of a list leave the house, and of an error its kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.instrumentation.psycopg import PsycopgInstrumentor
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace import sampling as samples
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter, SpanExportResult
from opentelemetry.trace import SpanKind, Status, StatusCode
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from rbo import VERSION
from rbo.platform.config import Settings
from rbo.platform.traces.spans import Kind

LONGEST_WAIT_S = 2
BEGINNINGS = (SpanKind.SERVER, SpanKind.CONSUMER)
W3C = TraceContextTextMapPropagator()
FACTS = {
    *("http.request.method", "http.route", "http.response.status_code", "rbo.request_id"),
    *("messaging.message.id", "rbo.outbox_id", "rbo.kind", "rbo.attempt", "error.type"),
    *("db.system", "db.system.name", "db.name", "db.namespace", "db.statement", "db.query.text", "db.user"),
}


class Sending:
    """Where the spans of this process go."""

    def __init__(self, exporter: SpanExporter, share: float = 1) -> None:
        resource = Resource.create({"service.name": "rbo", "service.version": VERSION})
        self._provider = TracerProvider(sampler=samples.ParentBased(_Beginnings(share)), resource=resource)
        self._provider.add_span_processor(BatchSpanProcessor(_Discreet(exporter)))
        self._tracer = self._provider.get_tracer("rbo")
        PsycopgInstrumentor().instrument(tracer_provider=self._provider)

    @contextmanager
    def span(self, name: str, kind: Kind, parent: str | None, facts: Mapping[str, Any]) -> Iterator[None]:
        """A span for the length of the block; what it raises goes on, and leaves the name of its kind."""
        above = W3C.extract({"traceparent": parent}) if parent else None
        how: dict[str, Any] = {"context": above, "kind": SpanKind[kind.value], "attributes": facts}
        how |= {"record_exception": False, "set_status_on_exception": False}
        with self._tracer.start_as_current_span(name, **how) as opened:
            try:
                yield
            except Exception as error:
                opened.set_status(StatusCode.ERROR)
                opened.set_attribute("error.type", type(error).__name__)
                raise

    def note(self, facts: Mapping[str, Any]) -> None:
        """Add *facts* to the open span."""
        trace.get_current_span().set_attributes(facts)

    def traceparent(self) -> str | None:
        """The open span, as W3C writes it."""
        carrier: dict[str, str] = {}
        W3C.inject(carrier)
        return carrier.get("traceparent")

    def flush(self) -> None:
        """Hand over what there is; a collector that does not answer keeps nobody for long."""
        self._provider.force_flush(LONGEST_WAIT_S * 1000)

    def end(self) -> None:
        """Send no more."""
        PsycopgInstrumentor().uninstrument()
        self._provider.shutdown()


def to_collector(settings: Settings) -> Sending:
    """Spans for the collector that is named; OTEL_EXPORTER_OTLP_HEADERS and the like hold as well."""
    address = f"{settings.otel_endpoint}/v1/traces"
    return Sending(OTLPSpanExporter(endpoint=address, timeout=LONGEST_WAIT_S), settings.trace_share)


class _Beginnings(samples.Sampler):
    """A trace begins with a click or a job: a relay that looks every two seconds begins none."""

    def __init__(self, share: float) -> None:
        self._some = samples.TraceIdRatioBased(share)

    def should_sample(self, *asked: Any, **more: Any) -> samples.SamplingResult:
        """Whether a trace begins here."""
        kind = more.get("kind", asked[3] if len(asked) > 3 else None)
        chosen = self._some if kind in BEGINNINGS else samples.ALWAYS_OFF
        return chosen.should_sample(*asked, **more)

    def get_description(self) -> str:
        """Its name."""
        return "clicks and jobs"


class _Discreet(SpanExporter):
    """Hands spans on without what a driver or an exception quotes."""

    def __init__(self, beyond: SpanExporter) -> None:
        self._beyond = beyond

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        """Send copies that hold facts of the list alone."""
        return self._beyond.export([_copy(span) for span in spans])

    def shutdown(self) -> None:
        """End."""
        self._beyond.shutdown()


def _copy(span: ReadableSpan) -> ReadableSpan:
    return ReadableSpan(
        name=span.name,
        context=span.get_span_context(),
        parent=span.parent,
        resource=span.resource,
        attributes={name: value for name, value in (span.attributes or {}).items() if name in FACTS},
        kind=span.kind,
        instrumentation_scope=span.instrumentation_scope,
        status=Status(span.status.status_code),
        start_time=span.start_time,
        end_time=span.end_time,
    )
