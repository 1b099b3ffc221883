"""Seven years of a stringer who keeps a spreadsheet: what was done, before anybody writes it down."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random

FIRST, LAST = date(2019, 5, 2), date(2026, 4, 25)
FIRST_NAMES = ("Lena", "Tim", "Nora", "Eva", "Jonas", "Mia", "Paul", "Zoé", "Urs", "Sven", "Ida", "Noah")
LAST_NAMES = ("Muster", "Müller", "Keller", "Graf", "Frei", "Roth", "Vogel", "Kunz", "Baumann", "Zürcher")
MISSPELT_PLAYERS = (("Lena", "Mustr"), ("Tim", "Mueller"))
PLAYERS, RACKETS, STRINGS, OWN_RACKETS = 47, 65, 43, 30
FRAMES = (
    ("Babolat Pure Aero 98", 98, "16x20"),
    ("Wilson Blade 98 v8", 98, "16x19"),
    ("Head Speed MP", 100, "16x19"),
    ("Yonex EZONE 98", 98, "16x19"),
    ("Tecnifibre TF40 305", 98, "18x20"),
)
MISSPELT = (str, "{} ".format, str.lower, lambda name: name.split(" ", 1)[1])  # as it is; a stray blank; …
MAKERS = ("Babolat", "Luxilon", "Solinco", "Head", "Yonex", "Tecnifibre")
GAUGES = (Decimal("1.20"), Decimal("1.25"), Decimal("1.30"))


@dataclass(frozen=True)
class Bed:
    """One side: maker, name, gauge, pull, price, and whether the client brought it."""

    maker: str
    name: str
    gauge: Decimal
    tension: Decimal
    price: Decimal = Decimal("0.00")
    byo: bool = False
    colour: str = ""


@dataclass(frozen=True)
class Job:
    """One row of one of the two sheets, before it is written."""

    ref: int
    main: Bed
    cross: Bed
    ordered: date | None = None
    strung: date | None = None
    returned: date | None = None
    paid: date | None = None
    player: tuple[str, str] = ("", "")
    racket: str = ""
    head_size: int | None = None
    pattern: str = ""
    labour: Decimal = Decimal("0.00")
    tension_after: Decimal | None = None
    method: str = ""
    comments: str = ""

    @property
    def strings(self) -> Decimal:
        """What the stringer's own strings cost."""
        return sum((bed.price for bed in (self.main, self.cross) if not bed.byo), Decimal("0.00"))

    @property
    def total(self) -> Decimal:
        """What the client pays."""
        return self.labour + self.strings


@dataclass(frozen=True)
class OwnRacket:
    """One line of the list of one's own."""

    short_id: str
    name: str
    pattern: str
    head_size: int
    year: int
    is_current: bool


@dataclass(frozen=True)
class Years:
    """Everything, in the order it happened."""

    clients: list[Job] = field(default_factory=list)
    own: list[Job] = field(default_factory=list)
    rackets: list[OwnRacket] = field(default_factory=list)

    def revenue(self) -> dict[int, Decimal]:
        """What was earned with clients' rackets, by the year they were strung in."""
        found: dict[int, Decimal] = {}
        for job in self.clients:
            if job.strung:
                found[job.strung.year] = found.get(job.strung.year, Decimal(0)) + job.total
        return found

    def turnaround_days(self) -> Decimal:
        """How long a client waits, on average."""
        waits = [(job.strung - job.ordered).days for job in self.clients if job.strung and job.ordered]
        return Decimal(sum(waits)) / len(waits)


def years(clients: int = 329, own: int = 416) -> Years:
    """The same years every time; more or fewer rows spread over the same days."""
    dice = Random(2019)
    rackets = [_own_racket(nr) for nr in range(OWN_RACKETS)]
    return Years(
        clients=[_client_job(nr, clients, dice) for nr in range(1, clients + 1)],
        own=[_own_job(nr, own, dice.choice(rackets), dice) for nr in range(1, own + 1)],
        rackets=rackets,
    )


def players() -> list[tuple[str, str]]:
    """47 names as they stand in the sheet, two of them spelt twice."""
    whole = [(first, last) for last in LAST_NAMES for first in FIRST_NAMES]
    return [*whole[: PLAYERS - len(MISSPELT_PLAYERS)], *MISSPELT_PLAYERS]


def spellings() -> list[tuple[str, int, str]]:
    """65 ways of writing a racket, some of which mean the same."""
    names = [(spelt(frame), size, pattern) for spelt in MISSPELT for frame, size, pattern in FRAMES]
    years_of = [
        (f"{frame} {2015 + nr // 5}", size, pattern) for nr, (frame, size, pattern) in enumerate(FRAMES * 10)
    ]
    return [*names, *years_of][: RACKETS + len(FRAMES)]


def _client_job(nr: int, of: int, dice: Random) -> Job:
    ordered = FIRST + (LAST - FIRST) * (nr - 1) // max(of - 1, 1)
    strung = min(ordered + timedelta(days=dice.choice((0, 0, 1, 1, 2, 3))), LAST)
    is_open = of - nr < 4
    returned = strung + timedelta(days=dice.choice((0, 1, 4)))
    main, cross = _beds(nr, dice, is_own=dice.random() < 0.48)
    racket, head_size, pattern = spellings()[nr % (RACKETS + len(FRAMES))]
    return Job(
        ref=nr,
        ordered=ordered,
        strung=None if of - nr < 2 else strung,
        returned=None if is_open else returned,
        paid=None if is_open or nr % 50 == 0 else returned,
        player=players()[nr * 7 % PLAYERS],
        racket=racket,
        head_size=head_size,
        pattern=pattern,
        main=main,
        cross=cross,
        labour=Decimal(dice.choice((25, 25, 25, 25, 20, 30, 0))),
        tension_after=Decimal(36) if nr % 9 == 0 else None,
        comments=(
            "",
            "",
            "Für den Winter etwas weicher",
            "=1+1 is no formula",
            "Logo rot\nauf beiden Seiten",
        )[nr % 5],
    )


def _own_job(nr: int, of: int, racket: OwnRacket, dice: Random) -> Job:
    main, cross = _beds(nr, dice, is_own=True)
    return Job(
        ref=nr,
        strung=date(2020, 3, 1) + (LAST - date(2020, 3, 1)) * (nr - 1) // max(of - 1, 1),
        racket=racket.short_id,
        main=main,
        cross=cross,
        method=("2-piece", "1-piece", "Around the world", "")[nr % 4],
        tension_after=Decimal(34 + nr % 6) if nr % 3 else None,
    )


def _beds(nr: int, dice: Random, *, is_own: bool) -> tuple[Bed, Bed]:
    main = _bed(nr * 11 % STRINGS, dice, is_own=is_own)
    if nr % 19 in {3, 12}:  # a hybrid: 10.5 %
        return main, _bed((nr * 11 + 5) % STRINGS, dice, is_own=is_own)
    return main, main


def _bed(string: int, dice: Random, *, is_own: bool) -> Bed:
    return Bed(
        maker=MAKERS[string % len(MAKERS)],
        name=f"String {string}",
        gauge=GAUGES[string % 3],
        tension=Decimal(dice.choice(("22.5", "23", "24", "25"))),
        price=Decimal(dice.choice(("7.50", "9.00", "12.25"))),
        byo=is_own,
        colour=("", "black", "schwarz", "natur")[string % 4],
    )


def _own_racket(nr: int) -> OwnRacket:
    name, size, pattern = FRAMES[nr % len(FRAMES)]
    year = 2015 + nr // 5 * 2
    short = "".join(word[0] for word in name.split()).upper()
    return OwnRacket(f"{short}_{year}_{nr + 16}", name, pattern, size, year, is_current=nr % 3 > 0)
