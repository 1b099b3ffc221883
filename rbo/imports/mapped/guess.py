"""What the columns of a table hold: as somebody said, or as their headings and cells let guess."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from statistics import median

from rbo.imports.mapped.days import guessed_order
from rbo.imports.mapped.fields import BY_KEY, FIELDS, Holds
from rbo.imports.mapped.table import Grid
from rbo.imports.preview import COLUMNS, READING, Choices, Column, Preview
from rbo.imports.reading.workbook import Cell
from rbo.stringers.models import TensionUnit

IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
COMMA, POINT = re.compile(r"\d,\d{1,2}(?!\d)"), re.compile(r"\d\.\d{1,2}(?![.\d])")
IN_POUNDS = re.compile(r"(?:\b|\d)(?:lbs?|pounds?|pfund)\b", re.IGNORECASE)
MOST_KG = 36  # hardly anybody pulls as many kilograms, nor as few pounds
EXAMPLES, LONGEST_EXAMPLE = 3, 40


@dataclass(frozen=True)
class Layout:
    """The key of what each column holds, by its place; the unit of tensions; the decimal sign or nothing.

    *days* is the order of day and month, or nothing; *is_doubtful* whether somebody should look at it.
    """

    columns: Mapping[int, str]
    unit: TensionUnit
    decimal: str = ""
    days: str = ""
    is_doubtful: bool = False

    def places(self, *holds: Holds) -> list[int]:
        """Where columns of these kinds are."""
        return [place for place, key in self.columns.items() if BY_KEY[key].holds in holds]


def layout_of(table: Grid, choices: Choices) -> Layout:
    """What was chosen; before that, a guess."""
    if COLUMNS not in choices:
        return _guessed(table)
    columns = {int(place): key for place, key in choices[COLUMNS].items()}
    reading = choices[READING]
    layout = Layout(columns, TensionUnit(reading["unit"]), reading["decimal"], reading.get("days", ""))
    return layout if layout.days else _with_days(table, layout)


def preview_of(table: Grid, layout: Layout) -> Preview:
    """For people to look at."""
    columns = (
        Column(heading=heading, field=layout.columns.get(place, ""), examples=tuple(_examples(table, place)))
        for place, heading in enumerate(table.headings)
    )
    return Preview(columns=tuple(columns), unit=layout.unit.value, decimal=layout.decimal, days=layout.days)


def _guessed(table: Grid) -> Layout:
    columns: dict[int, str] = {}
    for place, heading in enumerate(table.headings):
        key = _key_of(heading)
        if key and key not in columns.values():
            columns[place] = key
    bare = Layout(columns, TensionUnit.KG)
    pulls = list(_said(table, bare.places(Holds.PULL)))
    heads = " ".join(table.headings[place] for place in bare.places(Holds.PULL))
    unit = TensionUnit.LB if _are_pounds(heads, pulls) else TensionUnit.KG
    decimal = _decimal([*pulls, *_said(table, bare.places(Holds.NUMBER))])
    return _with_days(table, Layout(columns, unit, decimal))


def _with_days(table: Grid, layout: Layout) -> Layout:
    days, is_doubtful = guessed_order(_said(table, layout.places(Holds.DAY)))
    return replace(layout, days=days, is_doubtful=is_doubtful)


def bare(heading: str) -> str:
    """A heading in small letters, without spaces, signs and what stands in brackets."""
    return "".join(letter for letter in IN_BRACKETS.sub("", heading).casefold() if letter.isalnum())


def _key_of(heading: str) -> str:
    said = bare(heading)
    return next((field.key for field in FIELDS if said in field.words.split()), "")


def _are_pounds(headings: str, pulls: list[str]) -> bool:
    if IN_POUNDS.search(headings) or any(map(IN_POUNDS.search, pulls)):
        return True
    numbers = [float(read[0].replace(",", ".")) for said in pulls if (read := NUMBER.match(said))]
    return bool(numbers) and median(numbers) > MOST_KG


def _decimal(said: list[str]) -> str:
    has_comma, has_point = any(map(COMMA.search, said)), any(map(POINT.search, said))
    return "" if has_comma == has_point else "," if has_comma else "."


def _said(table: Grid, places: list[int]) -> Iterator[str]:
    for _row, cells in table.rows:
        yield from (str(cells[place]) for place in places if place < len(cells) and cells[place] is not None)


def _examples(table: Grid, place: int) -> Iterator[str]:
    said = dict.fromkeys(_shown(cells[place]) for _row, cells in table.rows if place < len(cells))
    yield from [text for text in said if text][:EXAMPLES]


def _shown(cell: Cell) -> str:
    text = " ".join(str("" if cell is None else cell).split())
    return f"{text[:LONGEST_EXAMPLE]}…" if len(text) > LONGEST_EXAMPLE else text
