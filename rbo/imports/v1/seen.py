"""What was met so far while a workbook is read: ids, names, rackets, and how often each spelling stands."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from rbo.clients.service import NewClient, NewRacket
from rbo.imports import values
from rbo.imports.findings import Trouble
from rbo.imports.line import Line
from rbo.imports.reading.workbook import Cell
from rbo.imports.rows import ClientRow, RacketRow

PLAYER, RACKET = "player", "racket"
NAMELESS = "?"
Choices = Mapping[str, Mapping[str, str]]


class Seen:
    """Gathers as the rows come; *choices* say for each kind of name which spelling means which other."""

    def __init__(
        self,
        choices: Choices,
        own: Mapping[str, RacketRow],
        *,
        is_1904: bool,
        month_first: bool | None = None,
    ) -> None:
        self.choices, self.is_1904, self.month_first = choices, is_1904, month_first
        self.own = dict(own)
        self.spellings: dict[str, Counter[str]] = {PLAYER: Counter(), RACKET: Counter()}
        self.refs: dict[str, set[str]] = defaultdict(set)
        self.clients: dict[str, ClientRow] = {}
        self.rackets: dict[str, RacketRow] = {}
        self.sizes: dict[str, Counter[Decimal]] = defaultdict(Counter)
        self.patterns: dict[str, Counter[str]] = defaultdict(Counter)

    def day(self, cell: Cell) -> date | None:
        """A day as this workbook counts days."""
        return values.day(cell, is_1904=self.is_1904, month_first=self.month_first)

    def ref(self, line: Line, field: str) -> str:
        """The id of a row; nobody else of its sheet may have it."""
        said = line.read(field, values.line, "?")
        if not said:
            line.note(field, Trouble.NO_ID)
        elif said in self.refs[line.name]:
            line.note(field, Trouble.ID_TWICE, said=said)
        self.refs[line.name].add(said)
        return said

    def player(self, line: Line, first: str, last: str) -> str:
        """Whose racket it is."""
        names = [line.read(field, values.line, "") for field in (first, last)]
        said = " ".join(names).strip()
        if not said:
            line.note(last, Trouble.NO_PLAYER)
        self.spellings[PLAYER][said] += 1
        meant = self.choices.get(PLAYER, {}).get(said, said)
        new = NewClient(first_name=names[0], last_name=names[1])
        if meant == said or meant not in self.clients:
            self.clients[meant] = ClientRow(ref=meant, new=new)
        return meant

    def racket(self, line: Line, owner: str | None, field: str) -> str:
        """Which of the owner's frames (None: one's own) it is: one of each name, unless a short id tells."""
        said = line.read(field, values.line, "")
        if said:
            self.spellings[RACKET][said] += 1
        else:
            line.note(field, Trouble.NO_RACKET)
        label = self.choices.get(RACKET, {}).get(said, said) or NAMELESS
        short_id = line.read("RBO/Racket ID", values.line, "")
        ref = f"{owner or ''}\n{short_id.casefold() or label}"
        new = NewRacket(label=label, instance_id=short_id)
        self.rackets.setdefault(ref, RacketRow(ref=ref, owner=owner, new=new))
        self._note_size(line, ref)
        self.patterns[ref][line.read("Racquet/String Pattern", values.line, "")] += 1
        return ref

    def own_racket(self, line: Line, field: str) -> str:
        """Which of one's own frames it is, by the short id of `Lists`, or by its name alone."""
        said = line.read(field, values.line, "")
        is_worked_out = isinstance(line["Racquet/Model"], str)
        label = line.read("Racquet/Model", values.line, "") if is_worked_out else said
        ref = said.casefold() or label.casefold() or NAMELESS
        if ref not in self.own:
            line.note(field, Trouble.NOT_LISTED if said else Trouble.NO_RACKET, said=said)
            new = NewRacket(label=label or NAMELESS, instance_id=said)
            self.own[ref] = RacketRow(ref=ref, owner=None, new=new)
        return ref

    def all_rackets(self) -> Iterator[RacketRow]:
        """Clients' frames with the size and the pattern that rows say most often; then one's own."""
        for ref, row in self.rackets.items():
            size = next((size for size, _count in self.sizes[ref].most_common(1)), None)
            pattern = next((said for said, _count in self.patterns[ref].most_common() if said), "")
            yield replace(row, new=replace(row.new, head_size_in2=size, pattern=pattern))
        yield from self.own.values()

    def _note_size(self, line: Line, ref: str) -> None:
        size = line.amount("Racquet/Head Size", values.square_inches, decimals=1, digits=4)
        if size is None:
            return
        others = set(self.sizes[ref]) - {size}
        if others:
            line.note("Racquet/Head Size", Trouble.SIZE_VARIES, said=f"{size:g}", other=f"{min(others):g}")
        self.sizes[ref][size] += 1
