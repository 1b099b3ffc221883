"""Finding the stringer whose book is open."""

from __future__ import annotations

from rbo.platform.db import db
from rbo.platform.scope import current_stringer
from rbo.stringers.models import Stringer


def mine() -> Stringer:
    """The stringer of the open book."""
    return db.session.get_one(Stringer, current_stringer())
