"""What the cells of a catalogue file say, as a model that is nowhere yet."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from rbo.catalogue.models import Kind, RacketModel, Source, Sport, StringModel
from rbo.stringers.models import TensionUnit

AS_IT_IS = {
    *("brand", "model", "name", "pattern", "weight_basis"),
    *("gauge_label", "material", "construction", "colour"),
}


def model_of(kind: Kind, content: Mapping[str, str]) -> RacketModel | StringModel:
    """The racket or the string of *content*, as `columns` has read it."""
    known = {name: content[name] for name in AS_IT_IS if name in content}
    sport = Sport(content["sport"]) if "sport" in content else None
    if kind is Kind.STRING:
        gauge = _numbers(content, gauge_mm="gauge_mm")
        return StringModel(**known, **gauge, sport=sport, source=Source.IMPORTED)
    tensions = {"tension_min": "tension_min_lb", "tension_max": "tension_max_lb"}
    return RacketModel(
        **known,
        **_numbers(content, head_size_in2="head_size_in2", weight_g="weight_g", **tensions),
        sport=sport,
        year=int(content["year"]) if "year" in content else None,
        tension_unit=TensionUnit.LB,
        source=Source.IMPORTED,
    )


def _numbers(content: Mapping[str, str], **columns: str) -> dict[str, Decimal]:
    return {name: Decimal(content[said]) for name, said in columns.items() if said in content}
