"""One order as a list shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rbo.clients.models import full_name
from rbo.orders.constraints import Kind
from rbo.orders.lifecycle import State, is_prepaid, state_of


@dataclass(frozen=True, slots=True)
class Line:
    """Plain values of one row, in the order in which the list reads them."""

    number: int
    kind: Kind
    ordered_at: date | None
    strung_at: date | None
    returned_at: date | None
    paid_at: date | None
    cancelled_at: date | None
    tension_unit: str
    main_tension: Decimal | None
    cross_tension: Decimal | None
    currency: str
    first_name: str
    last_name: str
    racket: str
    instance_id: str
    total: Decimal

    @property
    def state(self) -> State:
        """Where the racket stands."""
        return state_of(self)

    @property
    def client(self) -> str:
        """Whose racket it is."""
        return full_name(self.first_name, self.last_name)

    @property
    def is_prepaid(self) -> bool:
        """Whether it was paid before it was strung."""
        return is_prepaid(self)

    @property
    def is_free(self) -> bool:
        """Whether it is a racket of one's own, which has no price."""
        return self.kind is Kind.SELF
