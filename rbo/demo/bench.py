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
YEARS = 3
NEW = 14
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
    """One frame and whose it is."""

    client: ClientProfile
    racket: Racket
    model: RacketModel


def fill_bags(
    clients: Sequence[ClientProfile], models: Sequence[RacketModel], rackets: int, dice: Random
) -> list[Bag]:
    """Give every client one racket, and the rest to the keen ones."""
    owners = [*clients, *dice.choices(clients, k=rackets - len(clients))]
    bags = []
    for nr, owner in enumerate(owners, start=1):
        model = dice.choice(models)
        short = "".join(c for c in model.model.upper() if c.isalnum())[:4]
        racket = add_racket(owner, NewRacket(model=model, instance_id=f"{short}_{nr}"))
        bags.append(Bag(owner, racket, model))
    return bags


def job_for(bag: Bag, strings: Sequence[StringModel], unit: TensionUnit, on: date, dice: Random) -> NewOrder:
    """A plausible job: crosses like mains in nine of ten, the client's own string in every third."""
    fitting = [string for string in strings if string.sport in (None, bag.model.sport)]
    low, high = USUAL_LB[bag.model.sport or Sport.TENNIS]
    tension = _in_unit(Decimal(dice.randint(low, high)), unit)
    own = dice.random() < 0.35
    main = _side(dice.choice(fitting), tension, own)
    hybrid = dice.random() < 0.11
    return NewOrder(
        client=bag.client,
        racket=bag.racket,
        tension_unit=unit,
        main=main,
        cross=_side(dice.choice(fitting), tension - HALF, False) if hybrid else None,
        labour_price=Decimal(25),
        extras=(("Overgrip", Decimal(6)),) if dice.random() < 0.12 else (),
        pieces=2 if hybrid else 1,
        knots=4 if hybrid else 2,
        prestretch_pct=10 if dice.random() < 0.2 else None,
        comments=dice.choice(COMMENTS),
        ordered_at=on,
        promised_for=on + timedelta(days=dice.choice((2, 2, 3, 5))),
    )


def days_of_work(orders: int, today: date, dice: Random) -> list[date]:
    """The days rackets came in, in order, over three years; a handful in the last days."""
    old = [today - timedelta(days=dice.randint(6, YEARS * 365)) for _ in range(orders - NEW)]
    new = [today - timedelta(days=dice.randint(0, 2)) for _ in range(NEW)]
    return sorted([*old, *new])


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
