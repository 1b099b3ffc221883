"""What is counted and added up over stringjobs; money is kept apart, it is only added within one currency."""

from __future__ import annotations

from dataclasses import dataclass, fields
from decimal import ROUND_HALF_UP, Decimal
from typing import Self

NOTHING, TENTH = Decimal("0.00"), Decimal("0.1")


@dataclass(frozen=True)
class Summed:
    """Fields that are added one by one."""

    def __add__(self, other: Self) -> Self:
        """Both together."""
        names = [field.name for field in fields(self)]
        return type(self)(*(getattr(self, name) + getattr(other, name) for name in names))


@dataclass(frozen=True)
class Work(Summed):
    """Some jobs: their days summed up, and how many were strung in which way."""

    jobs: int = 0
    days_to_string: int = 0
    returned: int = 0
    days_to_return: int = 0
    hybrids: int = 0
    own_both: int = 0
    own_one: int = 0

    @property
    def turnaround(self) -> Decimal | None:
        """Mean days from ordered to strung."""
        return mean(self.days_to_string, self.jobs)

    @property
    def wait(self) -> Decimal | None:
        """Mean days from strung to returned, of those that were returned."""
        return mean(self.days_to_return, self.returned)


@dataclass(frozen=True)
class Bill(Summed):
    """What some jobs of one currency cost, and what of it is not paid."""

    labour: Decimal = NOTHING
    strings: Decimal = NOTHING
    extras: Decimal = NOTHING
    unpaid: Decimal = NOTHING
    unpaid_jobs: int = 0

    @property
    def total(self) -> Decimal:
        """All that was billed."""
        return self.labour + self.strings + self.extras


def mean(total: int, count: int) -> Decimal | None:
    """The mean to one decimal; none of nothing."""
    return (Decimal(total) / count).quantize(TENTH, ROUND_HALF_UP) if count else None


def percent(part: Decimal | int, whole: Decimal | int) -> int:
    """*part* of *whole* in whole percent; 0 of nothing."""
    return int((100 * Decimal(part) / whole).quantize(Decimal(1), ROUND_HALF_UP)) if whole else 0
