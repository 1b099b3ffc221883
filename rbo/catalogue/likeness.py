"""What the house has that may be the same model under another spelling."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from rapidfuzz import fuzz, process, utils
from sqlalchemy import or_, select

from rbo.catalogue.models import RacketModel, StringModel
from rbo.platform.db import db
from rbo.platform.rows import HOUSE

Entry = TypeVar("Entry", RacketModel, StringModel)
MOST, ALIKE_FROM = 5, 70  # of 100


def near(candidate: Entry) -> Sequence[Entry]:
    """Models of the house called much like *candidate*, the nearest first."""
    noun = type(candidate)
    rows = select(noun).where(noun.stringer_id == HOUSE)
    if candidate.sport is not None:
        rows = rows.where(or_(noun.sport == candidate.sport, noun.sport.is_(None)))
    known = {model.id: model for model in db.session.scalars(rows)}
    names = {model_id: model.label for model_id, model in known.items()}
    found = process.extract(candidate.label, names, scorer=_likeness, score_cutoff=ALIKE_FROM, limit=MOST)
    return [known[model_id] for _name, _score, model_id in found]


def _likeness(one: str, other: str, **_how: object) -> float:
    """Of 100: the same words in another order, or the same letters with other spaces between."""
    letters = fuzz.ratio(_bare(one), _bare(other))
    return max(letters, fuzz.token_sort_ratio(one, other, processor=utils.default_process))


def _bare(name: str) -> str:
    return "".join(filter(str.isalnum, name.lower()))
