"""Where a row in the outbox stands, and the groups of states that are asked for together."""

from __future__ import annotations

from enum import StrEnum


class OutboxState(StrEnum):
    """Where a delivery stands. For a job that is no mail, `sent` means done."""

    QUEUED = "queued"
    INFLIGHT = "inflight"
    SENT = "sent"
    AWAITING_RETRY = "awaiting_retry"
    FAILED = "failed"
    UNCERTAIN = "uncertain"
    WITHHELD = "withheld"
    ABORTED = "aborted"
    BOUNCED = "bounced"
    DEAD = "dead"


DUE = (OutboxState.QUEUED, OutboxState.AWAITING_RETRY, OutboxState.UNCERTAIN)
GIVEN_UP = (OutboxState.FAILED, OutboxState.DEAD)
RETRYABLE = (*GIVEN_UP, OutboxState.AWAITING_RETRY, OutboxState.UNCERTAIN, OutboxState.WITHHELD)
UNFINISHED = (*DUE, *GIVEN_UP, OutboxState.WITHHELD, OutboxState.INFLIGHT)
