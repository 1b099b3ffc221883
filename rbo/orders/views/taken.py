"""What Add stringjob says after it has saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from rbo.orders.batch import Batch
from rbo.orders.letters import letter_words
from rbo.orders.models import Order


@dataclass(frozen=True)
class Taken:
    """The orders that one form made; *batch* where several were strung together."""

    orders: Sequence[Order]
    batch: Batch | None = None

    @property
    def address(self) -> str:
        """Where they are: one on its page, a bag in the list of its client."""
        first, *others = self.orders
        if others:
            return url_for("orders.index", client=first.client_id)
        return url_for("orders.show", number=first.number)

    @property
    def said(self) -> str:
        """What happened."""
        first, last = self.orders[0], self.orders[-1]
        if self.batch:
            return str(_("Orders %(numbers)s are strung.", numbers=self._numbers))
        if first.is_strung:
            return letter_words(first)
        if first is last:
            return str(_("Order %(number)s is saved.", number=first.number))
        return str(_("Orders %(numbers)s are saved.", numbers=self._numbers))

    @property
    def undo(self) -> str:
        """The address that takes the stringing back."""
        first = self.orders[0]
        if self.batch:
            return url_for("orders.take_back_several", batch_id=self.batch.id)
        if first.is_strung:
            return url_for("orders.take_back_stringing", number=first.number, version=first.version)
        return ""

    @property
    def _numbers(self) -> str:
        first, *between, last = (order.number for order in self.orders)
        if between:
            return str(_("%(first)s to %(last)s", first=first, last=last))
        return str(_("%(first)s and %(last)s", first=first, last=last))
