"""Which orders a list shows: all of it stands in the address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from rbo.orders.constraints import Step
from rbo.orders.lifecycle import Pile, State


@dataclass(frozen=True)
class Wanted:
    """What narrows a list. *since* and *until* are days of the step *dated*, both included."""

    text: str = ""
    place: State | Pile | None = None
    client: UUID | None = None
    racket: UUID | None = None
    dated: Step = Step.ORDERED
    since: date | None = None
    until: date | None = None

    @property
    def is_dated(self) -> bool:
        """Whether days narrow the list, and sort it."""
        return self.since is not None or self.until is not None

    @property
    def is_all(self) -> bool:
        """Whether nothing narrows the list."""
        return not self.address()

    def address(self, **changes: str | None) -> dict[str, str]:
        """The part of the address behind the question mark, with *changes*; None takes one away."""
        said = {
            "q": self.text,
            "state": self.place,
            "client": self.client,
            "racket": self.racket,
            "on": self.dated if self.is_dated else None,
            "from": self.since,
            "to": self.until,
        }
        return {name: str(value) for name, value in (said | changes).items() if value}


@dataclass(frozen=True)
class Mark:
    """Where in a list a page begins: at one order, and at its day where days sort the list."""

    number: int
    day: date | None = None

    def __str__(self) -> str:
        return f"{self.day}_{self.number}" if self.day else str(self.number)
