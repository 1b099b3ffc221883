"""All years of a book that is too large to be added up while somebody waits."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from flask_babel import gettext as _
from psycopg.errors import QueryCanceled
from sqlalchemy.exc import OperationalError

from rbo.platform.errors import Refused
from rbo.reports.span import Span


class TooManyYears(Refused):
    """Postgres was told to stop; one year takes a part of it."""

    status = 503


@contextmanager
def in_one_go(span: Span) -> Iterator[None]:
    """For adding up *span*: where all years take too long, that is said.

    Raises:
        TooManyYears: it is all of them, and that took longer than a page has.
    """
    try:
        yield
    except OperationalError as error:
        if span.year or not isinstance(error.orig, QueryCanceled):
            raise
        raise TooManyYears(_("All years together took too long to add up. Choose one year.")) from error
