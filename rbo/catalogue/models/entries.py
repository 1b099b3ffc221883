"""Racket and string models: the stringer's own, and those of the house for everybody."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, Numeric
from sqlalchemy.orm import Mapped, mapped_column

from rbo.catalogue.models.choices import SOURCE, SPORT, VISIBILITY, Kind, Source, Sport, Visibility
from rbo.platform.rows import HOUSE, Base, Shared, Versioned
from rbo.stringers.models import TENSION_UNIT, TensionUnit


def _only_the_house_has_an_origin() -> CheckConstraint:
    return CheckConstraint(f"origin_id is null or stringer_id = '{HOUSE}'", name="origin_is_of_the_house")


class CatalogueEntry(Shared, Versioned):
    """What racket and string models have in common; unknown stays null."""

    sport: Mapped[Sport | None] = mapped_column(SPORT)
    brand: Mapped[str]
    visibility: Mapped[Visibility] = mapped_column(VISIBILITY, default=Visibility.PRIVATE)
    source: Mapped[Source] = mapped_column(SOURCE, default=Source.MANUAL)
    origin_id: Mapped[UUID | None]  # what a row of the house was made from: a submission or a staged row

    @property
    def is_own(self) -> bool:
        """Whether it is the stringer's own, who may change it, and not the house's."""
        return self.stringer_id != HOUSE


class RacketModel(CatalogueEntry, Base):
    """A frame as its maker sells it."""

    __tablename__ = "racket_models"
    __table_args__ = (
        CheckConstraint("head_size_in2 between 30 and 160", name="head_size_is_plausible"),
        _only_the_house_has_an_origin(),
    )

    model: Mapped[str]
    year: Mapped[int | None]
    head_size_in2: Mapped[Decimal | None] = mapped_column(Numeric(5, 1))
    pattern: Mapped[str | None]
    weight_g: Mapped[Decimal | None] = mapped_column(Numeric(5, 1))
    weight_basis: Mapped[str | None]
    tension_min: Mapped[Decimal | None] = mapped_column(Numeric(4, 1))
    tension_max: Mapped[Decimal | None] = mapped_column(Numeric(4, 1))
    tension_unit: Mapped[TensionUnit] = mapped_column(TENSION_UNIT, default=TensionUnit.LB)

    kind: ClassVar[Kind] = Kind.RACKET

    @property
    def label(self) -> str:
        """Brand and model, as on the frame."""
        return f"{self.brand} {self.model}"

    @property
    def full_name(self) -> str:
        """Brand, model and year, as offered while typing."""
        return f"{self.label} {self.year}" if self.year else self.label


class StringModel(CatalogueEntry, Base):
    """A string in one gauge; millimetres are the truth, the maker's label goes beside them."""

    __tablename__ = "string_models"
    __table_args__ = (
        CheckConstraint("gauge_mm between 0.4 and 2", name="gauge_is_plausible"),
        _only_the_house_has_an_origin(),
    )

    name: Mapped[str]
    gauge_mm: Mapped[Decimal | None] = mapped_column(Numeric(3, 2))
    gauge_label: Mapped[str | None]
    material: Mapped[str | None]
    construction: Mapped[str | None]
    colour: Mapped[str | None]

    kind: ClassVar[Kind] = Kind.STRING

    @property
    def label(self) -> str:
        """Brand and name, without the gauge."""
        return f"{self.brand} {self.name}"

    @property
    def label_with_gauge(self) -> str:
        """Brand, name and gauge in millimetres where it is known."""
        return f"{self.label} {self.gauge_mm:.2f}" if self.gauge_mm else self.label

    @property
    def full_name(self) -> str:
        """Brand, name and gauge, as said in a sentence."""
        return self.label_with_gauge
