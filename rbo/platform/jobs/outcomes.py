"""How an attempt can end. A job raises one of these; each knows what then becomes of the row.

A *reason* is a word of `reasons.py`, or a translated sentence; *detail* is what the other side said.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from rbo.platform.jobs.models import OutboxColumns
from rbo.platform.jobs.states import OutboxState

MAX_ATTEMPTS = 5
WAITS_S = (10, 60, 600, 3600)
SECOND_TRY_AFTER = timedelta(minutes=15)


class Outcome(Exception):
    """The end of an attempt."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail

    def settle(self, row: OutboxColumns, now: datetime) -> None:
        """Write this end into *row*, whose lease ends with it."""
        row.lease_owner = row.lease_until = None
        row.last_error_class, row.last_error = self.reason or None, self.detail or None
        self.move(row, now)

    def move(self, row: OutboxColumns, now: datetime) -> None:
        """Take the step that follows from this end."""
        raise NotImplementedError


class Done(Outcome):
    """It is done, or the next hop has said that it is."""

    def __init__(self) -> None:
        super().__init__("")

    def move(self, row: OutboxColumns, now: datetime) -> None:
        """The end of the row's way."""
        _close(row, OutboxState.SENT, now)


class GiveUp(Outcome):
    """No later attempt can help."""

    def move(self, row: OutboxColumns, now: datetime) -> None:
        """Failed; its owner may try again once the cause is gone."""
        _close(row, OutboxState.FAILED, now)


class Astray(Outcome):
    """What it names is not in the book that it stands in; no reader of ours would promise that."""

    def move(self, row: OutboxColumns, now: datetime) -> None:
        """Dead at once, for a human to look at."""
        _close(row, OutboxState.DEAD, now)


class Abort(Outcome):
    """It is not wanted any more."""

    def move(self, row: OutboxColumns, now: datetime) -> None:
        """Dropped, for ever."""
        _close(row, OutboxState.ABORTED, now)


class TryLater(Outcome):
    """Not now: again after a wait that grows, five times in all."""

    def move(self, row: OutboxColumns, now: datetime) -> None:
        """Wait, or dead after the last attempt."""
        if row.attempt >= MAX_ATTEMPTS:
            _close(row, OutboxState.DEAD, now)
        else:
            _wait(row, now + self.wait(row.attempt))

    def wait(self, attempt: int) -> timedelta:
        """Ten seconds to one hour, give or take a fifth, so that letters do not come back all at once."""
        seconds = WAITS_S[min(attempt, len(WAITS_S)) - 1]
        return timedelta(seconds=seconds * (80 + secrets.randbelow(41)) / 100)


class WorkerLost(TryLater):
    """The process died with the row in its hands; nothing was handed over."""

    def wait(self, attempt: int) -> timedelta:  # noqa: ARG002
        """At once: the lease was wait enough."""
        return timedelta()


class Interrupted(Outcome):
    """Our own house was away for a moment: no attempt used up."""

    def move(self, row: OutboxColumns, now: datetime) -> None:
        """Due again in a moment."""
        row.attempt -= 1
        _wait(row, now + timedelta(seconds=2))


class Uncertain(Outcome):
    """The whole letter was handed over and no answer came: it may have arrived."""

    def move(self, row: OutboxColumns, now: datetime) -> None:
        """One second try after 15 minutes with the same Message-ID; then it is left to a human."""
        row.state = OutboxState.UNCERTAIN
        row.next_at = None if row.is_doubtful else now + SECOND_TRY_AFTER
        row.done_at = now if row.is_doubtful else None
        row.is_doubtful = True


class ChannelClosed(Outcome):
    """The way out is closed for every letter, not for this one: the channel pauses."""

    pause_s = 300
    until: datetime | None = None

    def pause_until(self, since: datetime, now: datetime) -> datetime:
        """When the channel opens again; *since* is when it closed first."""
        del since
        return now + timedelta(seconds=self.pause_s)

    def move(self, row: OutboxColumns, now: datetime) -> None:
        """Back to its place in the line, no attempt used up."""
        row.attempt -= 1
        _wait(row, self.until or now)


class QuotaReached(ChannelClosed):
    """The provider takes no more for now; an hour later one letter asks again."""

    pause_s = 3600


class RateReached(ChannelClosed):
    """The provider wants fewer letters a minute."""

    pause_s = 60


class SignInRefused(ChannelClosed):
    """The mail server does not accept our name and password."""

    pause_s = 900


class ServerAway(ChannelClosed):
    """Who is on the other side cannot be reached, or does not let anybody in."""

    def pause_until(self, since: datetime, now: datetime) -> datetime:
        """Ten seconds at first, then half as long as it has been away, at most a quarter of an hour."""
        away_s = (now - since).total_seconds()
        return now + timedelta(seconds=min(max(10.0, away_s / 2), 900.0))


def _close(row: OutboxColumns, state: OutboxState, now: datetime) -> None:
    row.state, row.next_at, row.done_at = state, None, now


def _wait(row: OutboxColumns, until: datetime) -> None:
    row.state, row.next_at = OutboxState.AWAITING_RETRY, until
