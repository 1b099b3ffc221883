"""Several orders moved together."""

from __future__ import annotations

from datetime import date
from typing import TypedDict

from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from rbo.orders.constraints import STEP, Step
from rbo.platform.rows import Base, Owned


class Fate(TypedDict):
    """What became of one order: the version it went with, or the sentence that refused it."""

    number: int
    version: int
    refusal: str
    is_undone: bool


class Batch(Owned, Base):
    """One step of several orders on one day, and the fate of each."""

    __tablename__ = "order_batches"
    is_a_record = True

    step: Mapped[Step] = mapped_column(STEP)
    day: Mapped[date]
    fates: Mapped[list[Fate]] = mapped_column(JSONB)

    @property
    def went(self) -> list[Fate]:
        """Those that took the step, and were not taken back."""
        return [fate for fate in self.fates if fate["version"] and not fate["is_undone"]]

    @property
    def refused(self) -> list[Fate]:
        """Those with a sentence."""
        return [fate for fate in self.fates if fate["refusal"]]

    @property
    def undone(self) -> list[Fate]:
        """Those taken back."""
        return [fate for fate in self.fates if fate["is_undone"]]
