"""Every figure by name. What tells them apart is never a stringer, a person, an address or an id."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

FAMILIES: dict[str, Family] = {}
QUICK: Final = (0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1.0, 3.0, 10.0)
PATIENT: Final = (0.1, 0.25, 0.5, 1.0, 1.5, 5.0, 30.0, 120.0, 900.0)
KILOBYTES: Final = (16e3, 32e3, 64e3, 128e3, 256e3, 512e3, 1e6, 4e6)


class Kind(StrEnum):
    """What Prometheus may do with it."""

    COUNTER = "counter"
    GAUGE = "gauge"
    HISTOGRAM = "histogram"


@dataclass(frozen=True)
class Family:
    """One figure, in base units; *labels* tell its series apart, *buckets* are bounds of a histogram."""

    name: str
    says: str
    labels: tuple[str, ...] = ()
    buckets: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        FAMILIES[self.name] = self

    @property
    def kind(self) -> Kind:
        """What its name and bounds make of it."""
        if self.buckets:
            return Kind.HISTOGRAM
        return Kind.COUNTER if self.name.endswith("_total") else Kind.GAUGE

    @property
    def names(self) -> tuple[str, ...]:
        """The names that a rule may ask for."""
        parts = ("_bucket", "_sum", "_count") if self.buckets else ("",)
        return tuple(self.name + part for part in parts)

    def series(self, part: str = "", **labels: str) -> str:
        """One series as Prometheus writes it."""
        told = ",".join(f'{name}="{_quoted(value)}"' for name, value in labels.items())
        return self.name + part + (f"{{{told}}}" if told else "")

    def check(self, labels: Mapping[str, str]) -> None:
        """Let nobody tell its series apart by anything else.

        Raises:
            ValueError: somebody would.
        """
        if set(labels) != set(self.labels):
            raise ValueError(f"{self.name} is told apart by {self.labels}, not by {tuple(labels)}.")


def _quoted(value: str) -> str:
    return value.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")


# Counted in each process of the site.
REQUESTS = Family("rbo_http_requests_total", "Requests answered.", ("route", "method", "code"))
REQUEST_S = Family("rbo_http_request_duration_seconds", "Time to an answer.", ("room",), QUICK)
IN_FLIGHT = Family("rbo_http_in_flight", "Requests that are being answered.")
SIGN_INS = Family("rbo_login_total", "Tries to sign in.", ("outcome",))
REFRESHES = Family("rbo_refresh_total", "Refresh tokens that were shown.", ("outcome",))
REFRESH_REUSE = Family("rbo_refresh_reuse_total", "Refresh tokens that came twice.")
SLOWED_DOWN = Family("rbo_rate_limited_total", "Tries that had to wait.", ("rule",))
FOREIGN_FORMS = Family("rbo_csrf_rejected_total", "Forms of other sites, or without the token of their page.")
NO_BOOK_OPEN = Family("rbo_tenant_scope_missing_total", "Statements that the first wall stopped.")
ROWS_DENIED = Family("rbo_rls_denied_total", "Statements that row-level security stopped.")
CSP_REPORTS = Family("rbo_csp_reports_total", "What browsers kept out of a page.", ("directive",))
POOL = Family("rbo_db_pool_connections", "Connections of the site's own pools.", ("role", "state"))
CHECKOUT_S = Family("rbo_db_checkout_seconds", "Waiting for a connection.", ("role",), QUICK)

# Counted in Redis, for the whole installation.
ATTEMPTS = Family("rbo_job_attempts_total", "Attempts at a job that ended.", ("kind", "outcome"))
ATTEMPT_S = Family("rbo_job_duration_seconds", "Time of an attempt.", ("kind",), PATIENT)
LETTERS = Family("rbo_email_total", "Letters, by what became of them.", ("outcome",))
LETTER_AGE_S = Family("rbo_email_age_seconds", "From the promise to the accepted letter.", (), PATIENT)
SMTP_S = Family("rbo_smtp_duration_seconds", "Time of a part of a dialogue.", ("phase",), PATIENT)
DRAWING_S = Family("rbo_pdf_render_seconds", "Time to draw a receipt.", (), PATIENT)
DRAWN_BYTES = Family("rbo_pdf_bytes", "Size of a receipt.", (), KILOBYTES)
ISSUED = Family("rbo_receipts_issued_total", "Receipt numbers given out.")
NUMBER_GAPS = Family("rbo_receipt_number_gap_total", "Receipt numbers given out after one that is not there.")

# Read when somebody asks.
PENDING = Family("rbo_outbox_pending", "Rows that wait or are under way.", ("kind",))
OLDEST_S = Family("rbo_outbox_oldest_seconds", "For how long a row has been due, at most.", ("queue",))
FAILED = Family("rbo_outbox_failed", "Rows that the other side refused for good.", ("kind",))
DEAD = Family("rbo_dead_letter", "Rows that were tried as often as it makes sense.", ("kind",))
PAUSED = Family("rbo_channel_paused", "1 for a channel to the outside that is closed.", ("channel",))
LAST_RUN = Family("rbo_schedule_last_run_timestamp_seconds", "When a periodic deed was done.", ("name",))
BACKUP_TAKEN = Family("rbo_backup_last_success_timestamp_seconds", "When a backup was written to its end.")
RESTORE_TRIED = Family(
    "rbo_restore_test_last_success_timestamp_seconds", "When a backup brought everything back."
)
CONNECTIONS = Family("rbo_database_connections", "Connections that this Postgres has.")
MOST_CONNECTIONS = Family("rbo_database_connections_max", "Connections that this Postgres takes.")
SCHEMA = Family("rbo_migration_info", "1 for the schema that the database has.", ("revision",))
DATABASE_UP = Family("rbo_database_up", "1 while Postgres answers.")
REDIS_UP = Family("rbo_redis_up", "1 while Redis answers.")
BELLS = Family("rbo_queue_depth", "Bells that no worker has heard yet.", ("queue",))
WORKERS = Family("rbo_workers", "Workers that Redis knows of.", ("queue",))
BUILD = Family("rbo_build_info", "1 for the version that answers.", ("version",))
