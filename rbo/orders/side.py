"""One side of the string bed: mains or crosses."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

NOTHING = Decimal("0.00")


@dataclass(frozen=True)
class Side:
    """A string at a tension; *label* is kept even when the catalogue row changes later."""

    label: str = ""
    string_owner: UUID | None = None
    string_id: UUID | None = None
    gauge_mm: Decimal | None = None
    gauge_label: str = ""
    tension: Decimal | None = None
    colour: str = ""
    price: Decimal = NOTHING
    byo: bool = False

    @property
    def charged(self) -> Decimal:
        """What this side adds to the total: nothing for the client's own string."""
        return NOTHING if self.byo else self.price

    @property
    def string(self) -> tuple[str, Decimal | None, str]:
        """What makes it the same string as on the other side."""
        return self.label, self.gauge_mm, self.colour

    @property
    def label_with_gauge(self) -> str:
        """Maker, name and gauge in millimetres: Solinco Hyper-G 1.20."""
        return f"{self.label} {self.gauge_mm:.2f}" if self.gauge_mm is not None else self.label
