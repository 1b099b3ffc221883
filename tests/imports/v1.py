"""The V1 workbook of some years, as its owner keeps it: with formulas, and with all that hands do to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.imports.headings import CLIENT_GROUPS, CLIENTS, LIST_GROUPS, LISTS, OWN, OWN_GROUPS
from tests.imports.xlsx import Book, F, letters
from tests.imports.years import Bed, Job, OwnRacket, Years


@dataclass(frozen=True)
class Hand:
    """How the owner writes: what is repeated, merged, in between, typed as text, never worked out."""

    repeats_groups: bool = False
    merges_groups: bool = True
    has_blank_columns: bool = True
    is_sloppy: bool = True
    works_out: bool = True
    order: Sequence[int] = range(len(CLIENT_GROUPS))


NEAT = Hand(has_blank_columns=False, is_sloppy=False)


def v1_book(known: Years, hand: Hand = Hand(), **more: Any) -> Book:
    """The workbook of *known* years."""
    groups = [CLIENT_GROUPS[place] for place in hand.order]
    clients = [_client(job, hand) for job in known.clients]
    own = [_own(job, known.rackets, hand) for job in known.own]
    lists = [_racket(racket, known.own) for racket in known.rackets]
    sheets, merged = {}, {}
    for name, (drawn, rows) in {
        CLIENTS: (groups, clients),
        OWN: (OWN_GROUPS, own),
        LISTS: (LIST_GROUPS, lists),
    }.items():
        sheets[name], merged[name] = _sheet(drawn, rows, hand)
    sheets["Stats"] = [["Year", "Revenue"], [2019, F("SUM(1)", 1)]]
    return Book(sheets, merged if hand.merges_groups else {}, **more)


def _sheet(
    groups: Sequence[tuple[str, Sequence[str]]], rows: Sequence[dict[tuple[str, str], Any]], hand: Hand
) -> tuple[list[list[Any]], list[str]]:
    above: list[Any] = []
    below: list[Any] = []
    merged: list[str] = []
    for group, names in groups:
        first = len(below)
        for place, name in enumerate(names):
            above.append(group if group and (place == 0 or hand.repeats_groups) else None)
            below.append(name)
        if group and len(names) > 1:
            merged.append(f"{letters(first)}1:{letters(len(below) - 1)}1")
        if hand.has_blank_columns and group:
            above.append(None)
            below.append(None)
    keys = _keys(groups, with_gaps=hand.has_blank_columns)
    waiting = [{("", "ID"): nr} for nr in range(9001, 9004)] if hand.is_sloppy else []
    known = enumerate([*rows, *waiting], start=3)
    written = [[_worked_out(row.get(key), keys, nr) for key in keys] for nr, row in known]
    return [above, below, *written], merged


def _keys(groups: Sequence[tuple[str, Sequence[str]]], *, with_gaps: bool) -> list[tuple[str, str]]:
    """What each column holds; a gap behind a group holds nothing."""
    found = []
    for group, names in groups:
        found += [(group, name) for name in names]
        if group and with_gaps:
            found.append(("", ""))
    return found


def _worked_out(value: Any, keys: Sequence[tuple[str, str]], row: int) -> Any:
    """A formula with the addresses of this sheet: what it names by group and field."""
    if not isinstance(value, F):
        return value
    text = value.text
    for place, (group, name) in enumerate(keys):
        text = text.replace(f"[{group}/{name}]", f"{letters(place)}{row}")
    return F(text, value.value)


def _client(job: Job, hand: Hand) -> dict[tuple[str, str], Any]:
    first, last = job.player
    sloppy = hand.is_sloppy
    row: dict[tuple[str, str], Any] = {
        ("", "ID"): job.ref,
        ("Player", "Last Name"): f" {last} " if sloppy and job.ref % 13 == 0 else last,
        ("Player", "First Name"): first,
        ("Racquet", "Model"): job.racket,
        ("Racquet", "Head Size"): str(job.head_size) if sloppy and job.ref % 8 == 0 else job.head_size,
        ("Racquet", "String Pattern"): job.pattern,
        ("Price", "Labor"): f"CHF {job.labour}" if sloppy and job.ref % 21 == 0 else job.labour,
        ("", "DT"): job.tension_after,
        ("", "Comments"): job.comments or ("  " if sloppy and job.ref % 6 == 0 else None),
    }
    for name in ("Ordered", "Strung", "Returned", "Paid"):
        row["Dates", name] = _day(getattr(job, name.lower()), job.ref, hand)
    for group, bed in (("Main-String", job.main), ("Cross-String", job.cross)):
        row |= _bed(group, bed, job.ref, hand)
    return row | _derived(job, hand)


def _derived(job: Job, hand: Hand) -> dict[tuple[str, str], Any]:
    is_worked_out = hand.works_out and not (hand.is_sloppy and job.ref % 10 == 0)
    strings = "+".join(f'IF([{side}/BYO]="Yes",0,[{side}/Price])' for side in ("Main-String", "Cross-String"))
    return {
        ("Price", "Strings"): F(strings, job.strings if is_worked_out else None),
        ("Price", "Total"): F("[Price/Labor]+[Price/Strings]", job.total if is_worked_out else None),
        ("Status", "Ordered"): F('[Dates/Ordered]<>""', True),
        ("Status", "Done"): F('[Dates/Paid]<>""', job.paid is not None),
        ("Stats", "Year"): F("YEAR([Dates/Strung])", job.strung.year if job.strung else "#VALUE!"),
    }


def _own(job: Job, rackets: Sequence[OwnRacket], hand: Hand) -> dict[tuple[str, str], Any]:
    racket = next(one for one in rackets if one.short_id == job.racket)
    row: dict[tuple[str, str], Any] = {
        ("", "ID"): job.ref,
        ("Dates", "Strung"): _day(job.strung, job.ref, hand),
        ("Racquet", "ID"): job.racket.lower() if hand.is_sloppy and job.ref % 31 == 0 else job.racket,
        ("Racquet", "Model"): F(
            "VLOOKUP([Racquet/ID],Lists!C:D,2,0)", racket.name if hand.works_out else None
        ),
        ("", "Method"): job.method or None,
        ("", "DT"): job.tension_after,
        ("Stats", "Year"): F("YEAR([Dates/Strung])", job.strung.year if job.strung else None),
    }
    for group, bed in (("Main-String", job.main), ("Cross-String", job.cross)):
        row |= _bed(group, bed, job.ref, hand) | {(group, "Colour"): bed.colour or None}
    return row


def _racket(racket: OwnRacket, jobs: Sequence[Job]) -> dict[tuple[str, str], Any]:
    return {
        ("My Racquets", "ID"): racket.short_id,
        ("My Racquets", "Racket"): racket.name,
        ("My Racquets", "String Pattern"): racket.pattern,
        ("My Racquets", "Head Size"): racket.head_size,
        ("My Racquets", "Year"): racket.year,
        ("My Racquets", "Current"): "Yes" if racket.is_current else "No",
        ("My Racquets", "# Stringjobs"): F(
            "COUNTIF(x,y)", sum(job.racket == racket.short_id for job in jobs)
        ),
    }


def _bed(group: str, bed: Bed, ref: int, hand: Hand) -> dict[tuple[str, str], Any]:
    words = ("Ja", "Nein") if hand.is_sloppy and ref % 4 == 1 else ("Yes", "No")
    tension: Any = str(bed.tension).replace(".", ",") if hand.is_sloppy and ref % 17 == 0 else bed.tension
    return {
        (group, "Manufacturer"): bed.maker,
        (group, "Model"): f"{bed.name} " if hand.is_sloppy and ref % 11 == 0 else bed.name,
        (group, "Gauge"): str(bed.gauge) if hand.is_sloppy and ref % 5 == 0 else bed.gauge,
        (group, "Tension"): tension,
        (group, "Price"): bed.price,
        (group, "BYO"): words[0] if bed.byo else words[1],
    }


def _day(day: date | None, ref: int, hand: Hand) -> Any:
    if day is None or not hand.is_sloppy or ref % 7 > 1:
        return day
    return day.isoformat() if ref % 7 else f"{day:%d.%m.%Y}"
