"""The starter catalogue: models every installation begins with, owned by the house."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from rbo.catalogue.models import RacketModel, Source, Sport, StringModel, Visibility
from rbo.platform.rows import HOUSE

FOLDER = Path(__file__).parent / "starter"
OF_THE_HOUSE = {"stringer_id": HOUSE, "visibility": Visibility.SHARED, "source": Source.IMPORTED}


def load_starter(system_url: str) -> int:
    """Put the starter models into an empty house catalogue, and say how many; a second time it adds none."""
    engine = create_engine(system_url)
    with Session(engine) as session, session.begin():
        of_the_house = select(RacketModel.id).where(RacketModel.stringer_id == HOUSE)
        is_new = session.scalars(of_the_house.limit(1)).first() is None
        models = [*_rackets(), *_strings()] if is_new else []
        session.add_all(models)
    engine.dispose()
    return len(models)


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _rackets() -> Iterator[RacketModel]:
    for row in _rows("rackets.csv"):
        yield RacketModel(
            **OF_THE_HOUSE,
            sport=Sport(row["sport"]),
            brand=row["brand"],
            model=row["model"],
            year=int(row["year"]) if row["year"] else None,
            head_size_in2=_number(row["head_size_in2"]),
            pattern=row["pattern"] or None,
            weight_g=_number(row["weight_g"]),
            weight_basis=row["weight_basis"] or None,
            tension_min=_number(row["tension_min_lb"]),
            tension_max=_number(row["tension_max_lb"]),
        )


def _strings() -> Iterator[StringModel]:
    for row in _rows("strings.csv"):
        for gauge, label in _gauges(row):
            yield StringModel(
                **OF_THE_HOUSE,
                sport=Sport(row["sport"]) if row["sport"] else None,
                brand=row["brand"],
                name=row["name"],
                gauge_mm=_number(gauge),
                gauge_label=label or None,
                material=row["material"] or None,
                construction=row["construction"] or None,
            )


def _gauges(row: dict[str, str]) -> list[tuple[str, str]]:
    labelled = [
        (pair.split("/", 1)[0], pair.split("/", 1)[1]) for pair in row["gauge_mm_label"].split("|") if pair
    ]
    bare = [(gauge, "") for gauge in row["gauges_mm"].split("|") if gauge not in dict(labelled)]
    return [*labelled, *([] if labelled and not row["gauges_mm"] else bare)]


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None
