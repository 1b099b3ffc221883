"""Whatever lets somebody look no longer stands in the record, also where the house ends it."""

from __future__ import annotations

import psycopg
import pytest
from sqlalchemy import select

from rbo.admin import ending, erasure, standing
from rbo.exports.models import Format
from rbo.orders.models import Order
from rbo.platform.db import db
from rbo.sharing import service
from tests.admin.test_ending import LONG_AGO, WHY, at_work, done
from tests.admin.test_erasure import EMAIL, REASON, petra
from tests.sharing import grants

__all__ = ["petra"]
ENDED = """
    select id from order_shares where ended_at is not null
    union all select id from person_stringer_share where ended_at is not null
"""
RECORDED = "select coalesce(order_share_id, person_share_id), actor from share_audit where deed = 'revoked'"


@pytest.fixture
def job(petra):
    """The one that Anna strung for her."""
    return db.session.scalars(select(Order)).one()


def recorded(database):
    """The grants that have ended, and what the record says of ends."""
    with psycopg.connect(database["superuser"]) as connection:
        ended = [row[0] for row in connection.execute(ENDED)]
        return ended, connection.execute(RECORDED).fetchall()


def test_of_an_erased_person_what_she_gave_and_what_went_to_her_by_mistake(petra, job, ben, database):
    given = grants.share_as_client(petra, job.id, ben), grants.trust(petra, ben)
    with grants.at_work():
        service.share([job], EMAIL)
        db.session.commit()

    erasure.erase(petra, REASON)

    ended, said = recorded(database)
    assert len(ended) == len(given) + 1
    assert sorted(said) == sorted((grant, "system") for grant in ended)


def test_of_a_book_that_is_over_what_others_gave_to_it(petra, job, anna, ben, database):
    given = grants.share(job, ben), grants.share_as_client(petra, job.id, ben), grants.trust(petra, ben)
    db.session.commit()
    with at_work(anna, database):
        standing.suspend(ben.id, WHY)
        done(database, *LONG_AGO.split(";"), id=ben.id)
        ending.hand_out(ben.id, WHY, Format.JSON).close()
        ending.finalize(ben.id, WHY)

    ended, said = recorded(database)
    assert sorted(ended) == sorted(grant.id for grant in given)
    assert sorted(said) == sorted((grant, "system") for grant in ended)
