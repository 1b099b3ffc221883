"""Bottom right: what it costs, when what happened, and a word to the client."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from flask_babel import gettext as _

from rbo.platform.money import money
from rbo.receipts.draft import Draft
from rbo.receipts.measure import Face, lines
from rbo.receipts.paper.words import WIDTH_MM, amount, day

TEXT, SMALL, BOLD = Face(11), Face(9), Face(11, 600)
ROW_MM = 54
MOST_EXTRAS = 5
ROOMY_ROWS = 5
MOST_COMMENT_LINES = 8
BOX_PT, HEADING_PT, TOTAL_PT = 345, 26, 44
ROOMY_PT, TIGHT_PT, DATE_PT, DATES_GAP_PT = 20, 17, 15, 10
COMMENT_LABEL_PT, COMMENT_PT, THANKS_PT, THANKS_GAP_PT = 13, 13, 15, 8


@dataclass(frozen=True)
class Price:
    """What the bottom right says."""

    rows: list[tuple[str, str]]
    is_tight: bool
    total: str
    dates: list[tuple[str, str]]
    comments: list[str]
    thank_you: list[str]
    is_blank: bool
    hides_comments: bool


def price(draft: Draft) -> Price:
    """The bottom right of *draft*; the comments get the lines that are left."""
    rows, dates = price_rows(draft), dates_of(draft)
    thanks = lines(draft.thank_you, BOLD, WIDTH_MM, most=2)
    left = room_left(len(rows), len(dates), 1 if draft.is_shared else len(thanks))
    return Price(
        rows=rows,
        is_tight=len(rows) > ROOMY_ROWS,
        total="" if draft.is_shared else amount(draft.total, draft.currency),
        dates=dates,
        comments=lines(draft.comments, SMALL, WIDTH_MM, most=min(left, MOST_COMMENT_LINES)),
        thank_you=thanks,
        is_blank=draft.is_shared,
        hides_comments=draft.is_discreet,
    )


def room_left(rows: int, dates: int, thanks: int) -> int:
    """How many lines of comments still fit the box."""
    row_pt = TIGHT_PT if rows > ROOMY_ROWS else ROOMY_PT
    used = HEADING_PT + rows * row_pt + TOTAL_PT + dates * DATE_PT + DATES_GAP_PT
    used += thanks * THANKS_PT + THANKS_GAP_PT + COMMENT_LABEL_PT
    return (BOX_PT - used) // COMMENT_PT


def price_rows(draft: Draft) -> list[tuple[str, str]]:
    """Labour, both sides and the extras, each with its amount."""
    mains = _("Mains, own string") if draft.main.byo else _("Mains")
    crosses = _("Crosses, own string") if draft.cross.byo else _("Crosses")
    if draft.is_shared:
        return [(one_line(text), "") for text in (_("Labour"), mains, crosses, _("Extras"))]
    rows = [
        (_("Labour"), draft.labour_price),
        (mains, draft.main.charged),
        (crosses, draft.cross.charged),
        *few(draft.extras),
    ]
    return [(one_line(text), money(value)) for text, value in rows]


def few(extras: tuple[tuple[str, Decimal], ...]) -> list[tuple[str, Decimal]]:
    """The extras that have a line of their own, and one line with the sum of the rest."""
    if len(extras) <= MOST_EXTRAS:
        return list(extras)
    shown, rest = extras[: MOST_EXTRAS - 1], extras[MOST_EXTRAS - 1 :]
    more = _("%(count)s more extras", count=len(rest))
    return [*shown, (more, sum((value for _text, value in rest), Decimal(0)))]


def one_line(text: str) -> str:
    """*text* beside its amount."""
    return "".join(lines(text, TEXT, ROW_MM)) or "–"


def dates_of(draft: Draft) -> list[tuple[str, str]]:
    """The days that are known, in the order of a job."""
    days: tuple[tuple[str, date | None], ...] = (
        (_("Ordered"), draft.ordered_at),
        (_("Strung"), draft.strung_at),
        (_("Returned"), draft.returned_at),
        (_("Paid"), draft.paid_at),
    )
    return [(label, day(when)) for label, when in days if when]
