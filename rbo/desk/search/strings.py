"""Strings of the catalogue that a search may mean: of the house and one's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flask import url_for

from rbo.catalogue import queries as catalogue
from rbo.catalogue.queries import StringFamily
from rbo.clients.folding import fold
from rbo.clients.likeness import misspelt_for
from rbo.desk.search.hits import UNLIKELY, Hit, Kind, farness

MOST = 2000
FAR = 10 * UNLIKELY


def find(words: Sequence[str]) -> list[Hit]:
    """Strings that have every word in their name; where there are none, those that look alike."""
    said = [(family, _said(family)) for family in catalogue.find_families(limit=MOST)]
    found = [_hit(family, far) for family, text in said if (far := farness(words, text)) < FAR]
    return found or list(_alike(words, said))


def _alike(words: Sequence[str], said: Sequence[tuple[StringFamily, str]]) -> Iterator[Hit]:
    for family, text in said:
        parts = text.split()
        if all(word in text or misspelt_for(word, parts) for word in words):
            yield _hit(family, farness(words, text))


def _said(family: StringFamily) -> str:
    """Brand and name in words, and the name in one: hyper-g, hyper g and hyperg are one string."""
    name = fold(family.name)
    parts = name.replace("-", " ")
    return f"{fold(family.brand)} {name} {parts} {parts.replace(' ', '')}"


def _hit(family: StringFamily, far: int) -> Hit:
    label = f"{family.brand} {family.name}"
    under = ", ".join(f"{mm:.2f}" for mm in family.gauges)
    return Hit(
        kind=Kind.STRING,
        title=label,
        under=f"{under} mm" if under else "",
        address=url_for("catalogue.strings", q=label),
        icon="strings",
        farness=far,
    )
