"""What Today shows, gathered from several rooms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rbo.orders import board as bench
from rbo.orders import queries as orders
from rbo.orders.models import Order
from rbo.platform.jobs.holding import HELD
from rbo.platform.jobs.job import MAIL
from rbo.platform.jobs.models import Pause
from rbo.platform.jobs.queries import pause_of
from rbo.platform.jobs.reasons import explain
from rbo.platform.jobs.states import OutboxState
from rbo.receipts import queries as receipts
from rbo.receipts.models import ReceiptEmission
from rbo.sharing import inbox


@dataclass(frozen=True)
class Failure:
    """A receipt that did not arrive, or perhaps not: its letter, its order, and why."""

    letter: ReceiptEmission
    order: Order
    why: str

    @property
    def new_address(self) -> str:
        """Where it would go now, when the client's address was changed since."""
        now = self.order.client.entered_email
        return now if now != self.letter.recipient else ""

    @property
    def may_have_arrived(self) -> bool:
        """Whether the letter was handed over and only the answer got lost."""
        return self.letter.outbox is not None and self.letter.outbox.state == OutboxState.UNCERTAIN


@dataclass(frozen=True)
class Today:
    """One look at the bench."""

    score: bench.Score
    board: bench.Board
    failures: Sequence[Failure]
    pause: Pause | None
    shared_jobs: int
    shared_by: int

    @property
    def pause_words(self) -> str:
        """Why no mail goes out for a while."""
        return explain(self.pause) if self.pause else ""

    @property
    def is_held(self) -> bool:
        """Whether mail waits for somebody's word, and does not go on by itself."""
        return self.pause is not None and self.pause.channel == HELD


def today() -> Today:
    """What is on the bench, what waits, what went wrong."""
    jobs, stringers = inbox.size()
    return Today(
        score=bench.score(),
        board=bench.lists(),
        failures=_failures(),
        pause=pause_of(HELD, MAIL),
        shared_jobs=jobs,
        shared_by=stringers,
    )


def _failures() -> Sequence[Failure]:
    letters = receipts.undelivered()
    jobs = orders.of_receipts([letter.receipt_id for letter in letters]) if letters else {}
    return [
        Failure(letter, jobs[letter.receipt_id], explain(letter.outbox) if letter.outbox else "")
        for letter in letters
    ]
