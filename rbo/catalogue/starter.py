"""The starter catalogue: models every installation begins with, owned by the house."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from rbo.catalogue.content import model_of
from rbo.catalogue.models import Kind, RacketModel, StringModel, Visibility
from rbo.catalogue.reading import Bad, NotACatalogue, read
from rbo.platform.rows import HOUSE

FOLDER = Path(__file__).parent / "starter"
FILES = {Kind.RACKET: "rackets.csv", Kind.STRING: "strings.csv"}


def load_starter(system_url: str) -> int:
    """Put the starter models into an empty house catalogue, and say how many; a second time it adds none."""
    engine = create_engine(system_url)
    with Session(engine) as session, session.begin():
        of_the_house = select(RacketModel.id).where(RacketModel.stringer_id == HOUSE)
        is_new = session.scalars(of_the_house.limit(1)).first() is None
        models = list(_models()) if is_new else []
        session.add_all(models)
    engine.dispose()
    return len(models)


def _models() -> Iterator[RacketModel | StringModel]:
    for kind, name in FILES.items():
        for row in read(kind, (FOLDER / name).read_bytes()):
            if isinstance(row, Bad):
                raise NotACatalogue(f"{name}, line {row.line}: {row.says}")
            model = model_of(kind, row.content)
            model.stringer_id, model.visibility = HOUSE, Visibility.SHARED
            yield model
