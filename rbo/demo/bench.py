"""What lies on the demo bench: rackets of the catalogue, strings with prices, three years of jobs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from rbo.catalogue.models import RacketModel, Sport, StringModel
from rbo.clients.models import ClientProfile, Racket
from rbo.clients.service import NewRacket, add_racket
from rbo.orders.intake import NewOrder
from rbo.orders.side import Side
from rbo.platform.units import KG_PER_LB
from rbo.stringers.models import TensionUnit

HALF = Decimal("0.5")
INSTRUMENT = "ERT 300"
YEARS = 3
MOST_FRESH = 14
USUAL_LB = {Sport.TENNIS: (48, 56), Sport.BADMINTON: (22, 27), Sport.SQUASH: (24, 28)}
COMMENTS = (
    "",
    "",
    "",
    "",
    "A little softer for the winter.",
    "Check the grommets at 12 o’clock.",
    "Logo in red.",
)


@dataclass(frozen=True)
class Bag:
    """One frame, whose it is, and how its owner likes it."""

    client: ClientProfile
    racket: Racket
    main: StringModel
    cross: StringModel
    pull_lb: int
    owns_string: bool
    is_measured: bool


def fill_bags(
    clients: Sequence[ClientProfile],
    models: Sequence[RacketModel],
    strings: Sequence[StringModel],
    rackets: int,
    dice: Random,
) -> list[Bag]:
    """Give every client one racket, and the rest to the keen ones."""
    owners = [*clients, *dice.choices(clients, k=max(rackets - len(clients), 0))]
    return [_bag(owner, dice.choice(models), strings, nr, dice) for nr, owner in enumerate(owners, start=1)]


def job_for(bag: Bag, unit: TensionUnit, on: date, dice: Random) -> NewOrder:
    """A plausible job: as always, a little softer or harder now and then."""
    hybrid = bag.main != bag.cross
    tension = _in_unit(Decimal(bag.pull_lb + dice.choice((-2, -1, 0, 0, 0, 0, 1))), unit)
    return NewOrder(
        client=bag.client,
        racket=bag.racket,
        tension_unit=unit,
        main=_side(bag.main, tension, bag.owns_string),
        cross=_side(bag.cross, tension - HALF, False) if hybrid else None,
        labour_price=Decimal(25),
        extras=(("Overgrip", Decimal(6)),) if dice.random() < 0.12 else (),
        pieces=2 if hybrid else 1,
        knots=4 if hybrid else 2,
        prestretch_pct=10 if dice.random() < 0.2 else None,
        dynamic_tension=Decimal(dice.randint(33, 40)) if bag.is_measured else None,
        dynamic_tension_instrument=INSTRUMENT if bag.is_measured else "",
        comments=dice.choice(COMMENTS),
        ordered_at=on,
        promised_for=on + timedelta(days=dice.choice((2, 2, 3, 5))),
    )


def _bag(
    owner: ClientProfile, model: RacketModel, strings: Sequence[StringModel], nr: int, dice: Random
) -> Bag:
    short = "".join(c for c in model.model.upper() if c.isalnum())[:4]
    fitting = [string for string in strings if string.sport in (None, model.sport)]
    main = dice.choice(fitting)
    return Bag(
        client=owner,
        racket=add_racket(owner, NewRacket(model=model, instance_id=f"{short}_{nr}")),
        main=main,
        cross=dice.choice(fitting) if dice.random() < 0.11 else main,
        pull_lb=dice.randint(*USUAL_LB[model.sport or Sport.TENNIS]),
        owns_string=dice.random() < 0.4,
        is_measured=model.sport is Sport.TENNIS and dice.random() < 0.3,
    )


def days_of_work(orders: int, today: date, dice: Random) -> list[date]:
    """The days rackets came in, in order, over three years; a handful in the last days."""
    fresh = min(MOST_FRESH, orders // 10)
    old = [today - timedelta(days=dice.randint(6, YEARS * 365)) for _ in range(orders - fresh)]
    return sorted([*old, *(today - timedelta(days=dice.randint(0, 2)) for _ in range(fresh))])


def _side(string: StringModel, tension: Decimal, own: bool) -> Side:
    return Side(
        label=string.label,
        string_owner=string.stringer_id,
        string_id=string.id,
        gauge_mm=string.gauge_mm,
        gauge_label=string.gauge_label or "",
        tension=tension,
        price=_price(string),
        byo=own,
    )


def _price(string: StringModel) -> Decimal:
    return Decimal(22 if string.material == "natural gut" else 8 + sum(map(ord, string.name)) % 7)


def _in_unit(pounds: Decimal, unit: TensionUnit) -> Decimal:
    if unit is TensionUnit.LB:
        return pounds
    return (pounds * KG_PER_LB / HALF).quantize(Decimal(1)) * HALF
