"""Books that Hypothesis makes up: jobs of every kind, written straight into the open book."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from rbo.catalogue.models import RacketModel, Sport
from rbo.clients.models import ClientProfile, Racket
from rbo.orders.constraints import Kind
from rbo.orders.models import Order, OrderExtra
from rbo.orders.side import Side
from rbo.platform.db import db
from rbo.stringers.models import TensionUnit
from tests.make import a_client

SPORTS = (Sport.TENNIS, Sport.BADMINTON, None)
NAMES = (("Lena", "Muster"), ("Tim", "Probe"), ("Zoë", "Äbi"))
PRICES = st.decimals(0, 60, places=2)


@dataclass(frozen=True)
class Job:
    """What a book says of one job."""

    owner: int
    kind: Kind
    currency: str
    unit: TensionUnit
    main: Side
    cross: Side
    labour: Decimal
    extras: list[Decimal]
    ordered: date
    strung: date | None
    returned: date | None
    paid: date | None
    cancelled: date | None
    is_redo: bool

    @property
    def counts(self) -> bool:
        """Whether reports count it at all."""
        return self.kind is Kind.CLIENT and self.strung is not None

    @property
    def day(self) -> date:
        """The day by which it counts."""
        return self.strung or date.max


def a_shelf() -> list[Racket]:
    """Rackets of three clients, each of another sport; one is of no catalogue."""
    rackets = []
    for sport, (first, last) in zip(SPORTS, NAMES, strict=True):
        model = RacketModel(sport=sport, brand="Yonex", model=f"Model {sport}") if sport else None
        if model:
            db.session.add(model)
            db.session.flush()
        client: ClientProfile = a_client(first, last)
        owner = (model.stringer_id, model.id) if model else (None, None)
        racket = Racket(client_id=client.id, label="Racket", model_owner=owner[0], model_id=owner[1])
        db.session.add(racket)
        rackets.append(racket)
    db.session.commit()
    return rackets


def write(shelf: list[Racket], jobs: list[Job]) -> None:
    """Put *jobs* into the open book, without committing."""
    first = None
    for number, job in enumerate(jobs, start=1):
        order = _order(shelf[job.owner], number, job, first)
        db.session.add(order)
        db.session.flush()
        first = first or order
        for position, price in enumerate(job.extras):
            db.session.add(OrderExtra(order_id=order.id, position=position, text="Grip", price=price))
    db.session.flush()


def _order(racket: Racket, number: int, job: Job, first: Order | None) -> Order:
    return Order(
        number=number,
        kind=job.kind,
        client_id=racket.client_id,
        racket_id=racket.id,
        tension_unit=job.unit,
        main=job.main,
        cross=job.cross,
        labour_price=job.labour,
        currency=job.currency,
        ordered_at=job.ordered,
        strung_at=job.strung,
        returned_at=job.returned,
        paid_at=job.paid,
        cancelled_at=job.cancelled,
        redo_of=first.id if first and job.is_redo else None,
    )


@st.composite
def sides(draw: st.DrawFn) -> Side:
    """Mains or crosses."""
    return Side(
        label=draw(st.sampled_from(["ALU Power", "Hyper-G", ""])),
        gauge_mm=draw(st.sampled_from([Decimal("1.25"), Decimal("1.20"), None])),
        colour=draw(st.sampled_from(["", "black"])),
        tension=draw(st.none() | st.decimals(20, 28, places=1)),
        price=draw(PRICES),
        byo=draw(st.booleans()),
    )


@st.composite
def jobs(draw: st.DrawFn) -> Job:
    """Ordered around three years; strung, returned, paid, cancelled or none of it."""
    ordered = draw(st.dates(date(2024, 11, 1), date(2027, 1, 31)))
    days = st.integers(0, 40).map(timedelta)
    strung = draw(st.none() | days.map(lambda later: ordered + later))
    main = draw(sides())
    return Job(
        owner=draw(st.integers(0, 2)),
        kind=draw(st.sampled_from([Kind.CLIENT] * 4 + [Kind.SELF])),
        currency=draw(st.sampled_from(["CHF", "CHF", "EUR"])),
        unit=draw(st.sampled_from(list(TensionUnit))),
        main=main,
        cross=draw(st.just(main) | sides()),
        labour=draw(PRICES),
        extras=draw(st.lists(PRICES, max_size=2)),
        ordered=ordered,
        strung=strung,
        returned=draw(st.none() | days.map(lambda later: strung + later)) if strung else None,
        paid=draw(st.none() | days.map(lambda later: ordered + later)),
        cancelled=draw(st.none() | st.just(ordered)) if strung is None else None,
        is_redo=draw(st.booleans()),
    )
