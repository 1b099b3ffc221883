"""The form of an order that is there already: its content, whose racket it was, the days of its steps."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import HiddenField, RadioField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import Optional

from rbo.clients.models import Racket
from rbo.orders.constraints import Kind, Step
from rbo.orders.forms.job import JobForm
from rbo.orders.models import Order
from rbo.orders.moves import date_of
from rbo.orders.side import Side
from rbo.platform.fields import DayField

SEND, KEEP = "send", "keep"
DAYS = (Step.ORDERED, Step.STRUNG, Step.RETURNED, Step.PAID)


class EditForm(JobForm):
    """An order as it was seen, to be changed; *marks* tell later what was changed in it."""

    version = HiddenField()
    marks = HiddenField()
    client = HiddenField()
    racket = RadioField(lazy_gettext("Racket"))
    day_ordered = DayField(lazy_gettext("Ordered on"), [Optional()])
    day_strung = DayField(lazy_gettext("Strung on"), [Optional()])
    day_returned = DayField(lazy_gettext("Returned on"), [Optional()])
    day_paid = DayField(lazy_gettext("Paid on"), [Optional()])
    send = RadioField(lazy_gettext("The receipt"), default=SEND)

    def offer(self, order: Order, rackets: Sequence[Racket]) -> None:
        """The choices of this order, of its client and of this day; only steps that were taken have a day."""
        self.offer_days()
        self.racket.choices = [(str(racket.id), racket.label) for racket in rackets]
        self.send.choices = [
            SelectChoice(SEND, _("Send it again")),
            SelectChoice(KEEP, _("Do not send")),
        ]
        for fields, side in ((self.main.form, order.main), (self.cross.form, order.cross)):
            _let_unknown_be(fields, side)
        for step in DAYS:
            is_blank_of_mine = step is Step.ORDERED and order.kind is Kind.SELF
            if date_of(order, step) is None and not is_blank_of_mine:
                delattr(self, f"day_{step}")

    def day_of(self, step: Step) -> date | None:
        """What the form says of *step*."""
        field = getattr(self, f"day_{step}")
        return field.data if field else None


def _let_unknown_be(fields: Any, side: Side) -> None:
    """What an old order does not say need not be made up to change something else."""
    for field, known in ((fields.string, side.label), (fields.tension, side.tension)):
        if not known:
            field.validators = [Optional(), *field.validators]
