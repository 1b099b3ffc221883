"""Two people changing one row: the second is told instead of writing over the first."""

from __future__ import annotations

from flask_babel import gettext as _
from sqlalchemy.orm.exc import StaleDataError

from rbo.platform.db import db
from rbo.platform.errors import Conflict
from rbo.platform.rows import Versioned
from rbo.platform.web import row_number


class ChangedMeanwhile(Conflict):
    """Somebody changed it after the form was loaded."""


def refuse_other_version(row: Versioned, seen_version: int) -> None:
    """Go on only with the version that the form showed.

    Raises:
        ChangedMeanwhile: *seen_version* is not the row's.
    """
    if row.version != seen_version:
        raise _changed()


def write_changes() -> None:
    """Write what was changed, unless somebody wrote it after this transaction read it.

    Raises:
        ChangedMeanwhile: somebody was faster by a moment.
    """
    try:
        db.session.flush()
    except StaleDataError:
        raise _changed() from None


def seen(version: str | None) -> int:
    """The version that a form carries; one that no row has where it is no number."""
    try:
        return row_number(version or "")
    except ValueError:
        return 0


def _changed() -> ChangedMeanwhile:
    return ChangedMeanwhile(_("This was changed meanwhile. Reload the page to see it, then change it again."))
