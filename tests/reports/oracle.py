"""The numbers of a report once more: job by job, in plain Python."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from rbo.stringers.models import TensionUnit
from tests.reports.books import NAMES, SPORTS, Job

KG_PER_LB = Decimal("0.45359237")


def counted(book: Iterable[Job], first: date = date.min, last: date = date.max) -> list[Job]:
    """Jobs of clients strung between two days."""
    return [job for job in book if job.counts and first <= job.day <= last]


def of_year(book: Iterable[Job], year: int) -> list[Job]:
    """Jobs of clients strung in a year."""
    return counted(book, date(year, 1, 1), date(year, 12, 31))


def of_month(book: Iterable[Job], year: int, month: int) -> list[Job]:
    """Jobs of clients strung in a month."""
    return [job for job in of_year(book, year) if job.day.month == month]


def prices(job: Job) -> tuple[Decimal, Decimal, Decimal]:
    """Labour, strings and extras of one job."""
    strings = sum(side.price for side in (job.main, job.cross) if not side.byo)
    return job.labour, Decimal(strings), Decimal(sum(job.extras))


def billed(book: Iterable[Job], currency: str) -> list[Decimal]:
    """Labour, strings, extras, all of it, and what is not paid."""
    theirs = [job for job in book if job.currency == currency]
    labour, strings, extras = (sum((prices(job)[part] for job in theirs), Decimal(0)) for part in range(3))
    unpaid = sum((sum(prices(job), Decimal(0)) for job in theirs if job.paid is None), Decimal(0))
    return [labour, strings, extras, labour + strings + extras, unpaid]


def mean_days(pairs: Iterable[tuple[date, date | None]]) -> Decimal | None:
    """Mean of the days between the two, to one decimal, where there is a second."""
    days = [(later - earlier).days for earlier, later in pairs if later is not None]
    return (Decimal(sum(days)) / len(days)).quantize(Decimal("0.1"), ROUND_HALF_UP) if days else None


def turnaround(book: list[Job]) -> Decimal | None:
    """From ordered to strung."""
    return mean_days((job.ordered, job.day) for job in book)


def wait(book: list[Job]) -> Decimal | None:
    """From strung to returned."""
    return mean_days((job.day, job.returned) for job in book)


def strings(book: list[Job]) -> dict[str, tuple[int, int]]:
    """Sides of each string, and the clients' own among them."""
    sides = [side for job in book for side in (job.main, job.cross) if side.label]
    names = Counter(side.label_with_gauge for side in sides)
    own = Counter(side.label_with_gauge for side in sides if side.byo)
    return {name: (count, own[name]) for name, count in names.items()}


def tensions(book: list[Job], unit: TensionUnit) -> Counter[tuple[object, int, str]]:
    """Sides by sport, whole unit and side."""
    found: Counter[tuple[object, int, str]] = Counter()
    for job in book:
        for name, side in (("mains", job.main), ("crosses", job.cross)):
            if side.tension is not None:
                found[SPORTS[job.owner], _whole(side.tension, job.unit, unit), name] += 1
    return found


def clients(book: list[Job]) -> dict[str, tuple[int, dict[str, Decimal], Decimal | None]]:
    """Jobs, revenue by currency and turnaround of each client."""
    found = {}
    for owner, name in enumerate(NAMES):
        theirs = [job for job in book if job.owner == owner]
        revenue = {currency: billed(theirs, currency)[3] for currency in ("CHF", "EUR")}
        if theirs:
            found[" ".join(name)] = (len(theirs), revenue, turnaround(theirs))
    return found


def _whole(tension: Decimal, entered: TensionUnit, wanted: TensionUnit) -> int:
    if entered is wanted:
        return int(tension)
    factor = KG_PER_LB if wanted is TensionUnit.KG else 1 / KG_PER_LB
    return int((tension * factor).quantize(Decimal("0.1"), ROUND_HALF_UP))
