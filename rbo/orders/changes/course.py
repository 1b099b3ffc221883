"""Whether days make a course: in, strung, handed back, each not before the other, and none in the future."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from flask_babel import gettext as _

from rbo.orders import refusals
from rbo.orders.constraints import Kind, Step
from rbo.orders.models import Order
from rbo.orders.moves import date_of
from rbo.platform import clock
from rbo.stringers import queries as stringers

Days = Mapping[Step, date | None]


def refuse_impossible_course(order: Order, days: Days) -> None:
    """Refuse days that cannot stand in *order*, all of them said together.

    Raises:
        StepIsNoEdit: a step would be taken, or taken back.
        DateInFuture: a day was moved behind today.
        DateBeforeOrdered, DateBeforeStrung: one day lies before the one it follows.
    """
    _refuse_steps(order, days)
    today = clock.today(stringers.mine().timezone)
    if any(day is not None and day > today and day != date_of(order, step) for step, day in days.items()):
        raise refusals.DateInFuture(_("This day is in the future. Enter today or an earlier day."))
    if _is_before(days[Step.STRUNG], days[Step.ORDERED]):
        raise refusals.DateBeforeOrdered(_("It cannot be strung before it came in. Correct one of the days."))
    if _is_before(days[Step.RETURNED], days[Step.STRUNG]):
        raise refusals.DateBeforeStrung(
            _("It cannot be handed back before it was strung. Correct one of the days.")
        )
    if _is_before(days[Step.PAID], days[Step.ORDERED]):
        raise refusals.DateBeforeOrdered(_("It cannot be paid before it came in. Correct one of the days."))


def _refuse_steps(order: Order, days: Days) -> None:
    for step, day in days.items():
        may_be_blank = step is Step.ORDERED and order.kind is Kind.SELF
        if (day is None) != (date_of(order, step) is None) and not may_be_blank:
            raise refusals.StepIsNoEdit(
                _("Enter the day. To take a step, or to take it back, use the order’s own page.")
            )


def _is_before(day: date | None, earlier: date | None) -> bool:
    return day is not None and earlier is not None and day < earlier
