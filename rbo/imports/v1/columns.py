"""Where the fields of a V1 sheet stand: found by the two rows of headings, not by position."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from rbo.exports.workbook import MORE, Field, Holds
from rbo.exports.workbook import Sheet as Layout
from rbo.imports.findings import Finding, Trouble
from rbo.imports.line import column_letters
from rbo.imports.reading.workbook import Cell, Sheet

LOOKED_AT = 15  # rows among which the headings are
IN_BRACKETS = re.compile(r"\(.*?\)|\[.*?\]")
ALSO_CALLED = {
    "racquet": {"racket", "racquets", "rackets"},
    "myracquets": {"myrackets", "racquets", "rackets"},
    "mainstring": {"main", "mains", "mainstrings"},
    "crossstring": {"cross", "crosses", "crossstrings"},
    "player": {"client", "customer"},
    "dates": {"date"},
    "labor": {"labour"},
    "colour": {"color"},
    "stringpattern": {"pattern"},
    "dtafterstringing": {"dt", "dynamictension"},
    "manufacturer": {"maker", "brand"},
    "model": {"name", "string"},
    "comments": {"comment"},
    "racquet/id": {"racquetid", "racketid", "racquet", "racket", "myracquet", "myracket"},
    "dates/strung": {"date", "strungon"},
}
Heading = tuple[str, str]


@dataclass(frozen=True)
class Columns:
    """The place of each field, from 0, by its key; the row that the things begin in."""

    first_row: int
    places: Mapping[str, int]


def key_of(field: Field) -> str:
    """What a field is called here: its group and its name."""
    return f"{field.group}/{field.name}"


def find_columns(
    sheet: Sheet, layout: Layout, needed: frozenset[str], findings: list[Finding]
) -> Columns | None:
    """Where the fields of *layout* are in *sheet*; None without headings. What is missing is noted."""
    rows = dict(sheet.rows)
    pairs = {row: _headings(rows, row) for row in range(1, LOOKED_AT) if row + 1 in rows}
    found = {row: _places(headings, layout) for row, headings in pairs.items()}
    row = max(found, key=lambda row: (len(found[row]), -row), default=0)
    if not row or len(found[row]) < len(layout.fields) // 3:
        findings.append(Finding(sheet.name, Trouble.NO_HEADINGS))
        return None
    findings += _missing(sheet.name, layout, found[row], needed)
    findings += _twice(sheet.name, pairs[row], found[row])
    return Columns(row + 2, found[row] | _beyond(pairs[row]))


def _headings(rows: Mapping[int, Sequence[Cell]], row: int) -> list[Heading]:
    """Group and name of each column; a group holds until the next one, a name above alone is a name."""
    above, below = rows.get(row, ()), rows.get(row + 1, ())
    headings, group = [], ""
    for place in range(max(len(above), len(below))):
        over, name = (_bare(cells[place]) if place < len(cells) else "" for cells in (above, below))
        group = over or group
        headings.append((group, name or over))
    return headings


def _places(headings: Sequence[Heading], layout: Layout) -> dict[str, int]:
    found = {key_of(field): _place(headings, field, layout) for field in layout.fields}
    return {key: place for key, place in found.items() if place is not None}


def _beyond(headings: Sequence[Heading]) -> dict[str, int]:
    """The columns that an export has beyond V1's, under their own group alone."""
    places = {heading: place for place, heading in enumerate(headings)}
    named = {key_of(field): (_known(field.group), _known(field.name)) for field in MORE}
    return {key: places[heading] for key, heading in named.items() if heading in places}


def _place(headings: Sequence[Heading], field: Field, layout: Layout) -> int | None:
    """Under its own group; else where the name alone says it, among what is nobody else's group."""
    group, name = _known(field.group), _known(field.name)
    names = {name} | ALSO_CALLED.get(name, set()) | ALSO_CALLED.get(f"{group}/{name}", set())
    groups = _called(group)
    rivals = {other.group for other in layout.fields if _known(other.name) == name} - {field.group}
    taken = set().union(*(_called(_known(rival)) for rival in rivals))
    places = [place for place, (_group, called) in enumerate(headings) if called in names]
    own = [place for place in places if headings[place][0] in groups]
    free = [place for place in places if headings[place][0] not in taken and (not rivals or not group)]
    return next(iter([*own, *free]), None)


def _called(name: str) -> set[str]:
    return {name} | ALSO_CALLED.get(name, set())


def _missing(
    sheet: str, layout: Layout, places: Mapping[str, int], needed: frozenset[str]
) -> Iterator[Finding]:
    for field in layout.fields:
        if field.holds is not Holds.DERIVED and key_of(field) not in places:
            trouble = Trouble.NO_COLUMN if key_of(field) in needed else Trouble.COLUMN_AWAY
            said = " · ".join(part for part in (field.group, field.name) if part)
            yield Finding(sheet, trouble, {"column": said})


def _twice(sheet: str, headings: Sequence[Heading], places: Mapping[str, int]) -> Iterator[Finding]:
    for place in places.values():
        again = [other for other in range(place + 1, len(headings)) if headings[other] == headings[place]]
        if again:
            at = f"{sheet}!{column_letters(again[0])}"
            yield Finding(at, Trouble.COLUMN_TWICE, {"column": column_letters(place)})


def _bare(heading: Cell) -> str:
    """A heading without case, spaces, signs and what stands in brackets: Main-String (kg) is mainstring."""
    said = IN_BRACKETS.sub("", heading if isinstance(heading, str) else "")
    return "".join(letter for letter in said.casefold() if letter.isalnum())


@cache
def _known(name: str) -> str:
    """The same of the layout's own few names, each worked out once: every row is held against all of them."""
    return _bare(name)
