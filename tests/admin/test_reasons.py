"""What admins wrote as a reason, once somebody is erased: it goes where it names them, and nowhere else."""

from __future__ import annotations

import psycopg
from sqlalchemy import select

from rbo.admin import erasure
from rbo.clients.models import ClientProfile
from rbo.platform.audit import AdminAuditLog
from rbo.platform.db import db, system_session
from rbo.platform.ids import new_id
from tests.admin.test_erasure import EMAIL, REASON, petra
from tests.admin.test_forgotten import LOGGED
from tests.make import a_stringer

__all__ = ["petra"]


def test_a_name_that_is_a_word_takes_no_reason_away_that_is_about_others(petra, anna, database):
    """Whoever keeps a book says what a client is called."""
    db.session.scalars(select(ClientProfile)).one().entered_first_name = "The"
    db.session.commit()
    reasons = (
        (a_stringer("Carla").id, "About the receipts of another book", True),
        (None, "Asked by the court", True),
        (None, f"Asked by {EMAIL.upper()}", False),
        (anna.id, "Thebes called", True),
        (anna.id, "Asked by THE, by phone", False),
    )
    with psycopg.connect(database["superuser"]) as connection:
        for stringer_id, said, _stays in reasons:
            connection.execute(LOGGED, [new_id(), stringer_id, said])

    erasure.erase(petra, REASON)

    with system_session() as rows:
        left = set(rows.scalars(select(AdminAuditLog.reason).where(AdminAuditLog.deed == "book_read")))
    assert left == {"", *(said for _stringer_id, said, stays in reasons if stays)}
