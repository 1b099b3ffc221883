"""What the rows of a report are called."""

from __future__ import annotations

from collections.abc import Sequence

from babel import Locale
from flask_babel import get_locale
from flask_babel import gettext as _

from rbo.catalogue.models import Sport
from rbo.reports.span import Span

NARROW, WIDE = "narrow", "wide"


def row_names(span: Span, numbers: Sequence[int], width: str = WIDE) -> list[str]:
    """The months called by their name or their first letter, the years by their number."""
    if not span.year:
        return [str(number) for number in numbers]
    months = (get_locale() or Locale("en")).months["stand-alone"][width]
    return [str(months[number]) for number in numbers]


def sport_name(sport: Sport | None) -> str:
    """A sport, or the word for rackets whose model is not of the catalogue."""
    names = {
        Sport.TENNIS: _("Tennis"),
        Sport.BADMINTON: _("Badminton"),
        Sport.SQUASH: _("Squash"),
        None: _("Sport not known"),
    }
    return str(names[sport])


def drawn_of(title: str) -> str:
    """What a screen reader hears of columns, whose numbers it reads in their table."""
    return str(_("Columns: %(title)s. The numbers are in the table below.", title=title))
