"""Three years of work in one demo book, the last days of it still open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from rbo.catalogue import queries as catalogue
from rbo.clients.models import ClientProfile
from rbo.clients.service import add_client, myself
from rbo.demo.bench import days_of_work, fill_bags, job_for
from rbo.demo.people import Account, clients_of
from rbo.orders.constraints import Kind, Step
from rbo.orders.intake import NewOrder, take_in
from rbo.orders.models import Order
from rbo.orders.moves import move
from rbo.platform.db import db
from rbo.receipts import service as receipts

DAYS_TO_STRING = 2
DAYS_TO_COLLECT = 5
OWN_RACKETS = 2
WHOLE_CATALOGUE = 1000


def write_book(account: Account, today: date, dice: Random) -> int:
    """Fill the open book of *account* and give the number of its clients' jobs."""
    clients = [add_client(new) for new in clients_of(account, dice)]
    if not clients:
        return 0
    jobs = _jobs(account, clients, account.rackets, account.orders, today, dice)
    own = _jobs(account, [myself(account.display_name)], OWN_RACKETS, account.own_jobs, today, dice)
    taken = [take_in(job) for job in sorted([*jobs, *own], key=_came_in)]
    _string_and_collect([order for order in taken if order.kind is Kind.CLIENT], today, dice)
    for order in taken:
        if order.kind is Kind.SELF:
            move(order, Step.STRUNG, order.ordered_at)
    db.session.commit()
    return len(jobs)


def _jobs(
    account: Account, clients: Sequence[ClientProfile], rackets: int, jobs: int, today: date, dice: Random
) -> list[NewOrder]:
    models = catalogue.find_rackets(limit=WHOLE_CATALOGUE)
    strings = catalogue.find_strings(limit=WHOLE_CATALOGUE)
    bags = fill_bags(clients, models, strings, rackets, dice)
    days = days_of_work(jobs, today, dice)
    return [job_for(dice.choice(bags), account.tension_unit, day, dice) for day in days]


def _came_in(job: NewOrder) -> date:
    return job.ordered_at or date.min


def _string_and_collect(orders: Sequence[Order], today: date, dice: Random) -> None:
    days = [(order.ordered_at or today) + timedelta(days=dice.randint(0, DAYS_TO_STRING)) for order in orders]
    for strung, _number, order in sorted(
        (day, job.number, job) for day, job in zip(days, orders, strict=True)
    ):
        if strung >= today:
            continue
        move(order, Step.STRUNG, strung)
        order.receipt_id = receipts.mint(strung.year).id
        _collect(order, strung + timedelta(days=dice.randint(0, DAYS_TO_COLLECT)), today, dice)


def _collect(order: Order, collected: date, today: date, dice: Random) -> None:
    if collected >= today:
        return
    move(order, Step.RETURNED, collected)
    if collected < today - timedelta(days=30) or dice.random() < 0.7:
        move(order, Step.PAID, collected)
