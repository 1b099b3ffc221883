"""What a client reads of grants that a merge ended: which, and that the house did it."""

from __future__ import annotations

from sqlalchemy import func, select

from rbo.admin import merging
from rbo.orders import queries as orders
from rbo.platform import audit
from rbo.platform.db import db
from rbo.platform.ids import new_id
from rbo.platform.tenancy import open_person
from rbo.sharing.models import Deed, OrderShare, ShareAudit
from tests.admin.test_merging import REASON, TRUST, proven, row, twice

__all__ = ["proven", "twice"]
ONE_JOB = """
    insert into order_shares (
        stringer_id, id, client_id, order_id, granter_kind, person_id, grantee_email, grantee_id
    ) values (%s, %s, %s, %s, 'person', %s, %s, %s) returning 1
"""


def test_the_record_names_each_grant_that_was_there_twice_and_no_admin(twice, proven, database, ben):
    (first, _second), (number, _other) = twice
    row(database, TRUST, new_id(), first, ben.email, ben.id)
    job = orders.by_number(number)
    for person in (first, proven):
        row(database, ONE_JOB, job.stringer_id, new_id(), job.client_id, job.id, person, ben.email, ben.id)
    db.session.rollback()

    with audit.acting("stringer:an admin"):
        merging.merge(first, proven, REASON)

    with open_person(first):
        said = select(ShareAudit.deed, ShareAudit.actor)
        assert db.session.execute(said).all() == [(Deed.REVOKED, "system")] * 2
        ended = select(func.coalesce(ShareAudit.order_share_id, ShareAudit.person_share_id))
        doubled = select(OrderShare.id).where(OrderShare.ended_at.is_not(None))
        assert set(db.session.scalars(ended)) == {proven, *db.session.scalars(doubled)}
        db.session.rollback()
