"""What Prometheus is told of an attempt that ended."""

from __future__ import annotations

from typing import Any

from rbo.platform import clock
from rbo.platform.jobs.job import MAIL, Job
from rbo.platform.jobs.slip import Slip
from rbo.platform.jobs.states import OutboxState
from rbo.platform.metrics.counting import count, note
from rbo.platform.metrics.families import ATTEMPTS, LETTER_AGE_S, LETTERS

OF_A_LETTER = {
    OutboxState.SENT: "accepted",
    OutboxState.AWAITING_RETRY: "deferred",
    OutboxState.FAILED: "rejected",
    OutboxState.DEAD: "rejected",
    OutboxState.UNCERTAIN: "uncertain",
}


def count_end(job: Job[Any], slip: Slip, state: OutboxState | None) -> None:
    """Count the end of an attempt that left its row in *state*; None where another worker has it by now."""
    count(ATTEMPTS, kind=job.name, outcome=state or "lease_lost")
    if job.channel != MAIL or state not in OF_A_LETTER:
        return
    count(LETTERS, outcome=OF_A_LETTER[state])
    if state == OutboxState.SENT:
        note(LETTER_AGE_S, (clock.now() - slip.promised_at).total_seconds())
