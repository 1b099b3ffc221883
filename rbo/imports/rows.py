"""What a file says, whatever its form: clients, rackets, jobs as typed, and where that stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from rbo.clients.service import NewClient, NewRacket
from rbo.imports.findings import Finding
from rbo.imports.preview import Preview
from rbo.orders.constraints import Kind
from rbo.orders.content import JobContent
from rbo.orders.past import Days

Places = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class ClientRow:
    """Somebody; *ref* is what their rackets and jobs call them."""

    ref: str
    new: NewClient
    is_archived: bool = False


@dataclass(frozen=True, kw_only=True)
class RacketRow:
    """A frame of the client *owner*, of oneself where that is None; *year* is that of its model."""

    ref: str
    owner: str | None
    new: NewRacket
    year: str = ""
    is_retired: bool = False


@dataclass(frozen=True, kw_only=True)
class JobRow:
    """A stringjob; its sides name strings as typed. *total* is what the file says it cost.

    *places* are the cells of its fields, by the name of the field; *ref* is its id in the file.
    """

    ref: str
    kind: Kind
    racket: str
    content: JobContent
    days: Days
    owner: str | None = None
    total: Decimal | None = None
    places: Places = field(default_factory=dict)

    @property
    def day(self) -> date:
        """The day that puts it in its place among the others."""
        return self.days.ordered_at or self.days.strung_at or date.max


@dataclass(frozen=True, kw_only=True)
class SheetCount:
    """How many rows of a sheet say something, and of whose rackets."""

    name: str
    kind: Kind
    rows: int


@dataclass(frozen=True, kw_only=True)
class FileBook:
    """Everything a file says. *spellings* count how often a name stands there: of players, of rackets.

    *table* is how its columns were read, where nobody knows them by heart.
    """

    clients: Sequence[ClientRow] = ()
    rackets: Sequence[RacketRow] = ()
    jobs: Sequence[JobRow] = ()
    sheets: Sequence[SheetCount] = ()
    findings: Sequence[Finding] = ()
    spellings: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    table: Preview | None = None
