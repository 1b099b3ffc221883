"""The log tells of a deed once it is committed, and never of one that was not."""

from __future__ import annotations

import psycopg
import pytest
from sqlalchemy.exc import OperationalError

from rbo.auth import personal
from rbo.exports.models import Format
from rbo.exports.service import ask_for
from rbo.platform import audit
from rbo.platform.db import db, system_session
from rbo.sharing import queries, service
from tests.make import an_order
from tests.sharing.grants import at_work

TOLD = ("grant given", "grant ended", "deed of an admin", "export asked for", "token of a program made")


def share(ben):
    order = an_order()
    with at_work():
        service.share([order], ben.email)


def share_no_longer(ben):
    order = an_order()
    with at_work():
        service.share([order], ben.email)
        service.end(queries.given(order.id)[0])


def make_a_token(_ben):
    personal.make("Till", may_write=False, good_for=None)


HANG_UP = """select pg_terminate_backend(pid, 5000) from pg_stat_activity
    where datname = current_database() and state = 'idle in transaction'"""
DEEDS = [
    (share, ["grant given"]),
    (share_no_longer, ["grant given", "grant ended"]),
    (lambda _ben: ask_for(Format.JSON), ["export asked for"]),
    (make_a_token, ["token of a program made"]),
]


@pytest.fixture
def told(caplog):
    """The lines about deeds, so far."""
    return lambda: [record.message for record in caplog.records if record.message in TOLD]


@pytest.fixture
def hang_up(database):
    """Lets Postgres end what stands open, before it commits."""

    def hang_up_on_it():
        with psycopg.connect(database["superuser"]) as connection:
            assert set(connection.execute(HANG_UP)) == {(True,)}

    return hang_up_on_it


@pytest.mark.parametrize(("deed", "lines"), DEEDS)
def test_a_deed_is_told_once_it_is_committed(anna, ben, told, deed, lines):
    deed(ben)
    before = told()
    db.session.commit()
    db.session.commit()

    assert (before, told()) == ([], lines)


@pytest.mark.parametrize(("deed", "_lines"), DEEDS)
def test_a_deed_whose_commit_fails_is_not_told_then_nor_later(anna, ben, told, hang_up, deed, _lines):
    deed(ben)
    hang_up()

    with pytest.raises(OperationalError):
        db.session.commit()
    db.session.rollback()
    an_order()
    db.session.commit()

    assert told() == []


def test_a_deed_of_an_admin_is_told_with_its_transaction_and_by_whoever_did_it(told, caplog, anna, hang_up):
    def read_the_log_as_postgres_goes_away():
        with system_session() as rows:
            audit.note(rows, "log_read", reason=audit.Purpose.SITE)
            hang_up()

    with pytest.raises(OperationalError):
        read_the_log_as_postgres_goes_away()
    assert told() == []

    with system_session() as rows:
        with audit.acting("stringer:boss"):
            audit.note(rows, "log_read", reason=audit.Purpose.SITE)
        assert told() == []
    assert told() == ["deed of an admin"]
    (line,) = [record for record in caplog.records if record.message in TOLD]
    assert (line.deed, line.actor) == ("log_read", "stringer:boss")


def test_what_a_savepoint_takes_back_is_not_told(anna, ben, told):
    order = an_order()
    with at_work(), db.session.begin_nested() as trial:
        service.share([order], ben.email)
        trial.rollback()
    with db.session.begin_nested():
        make_a_token(ben)
    assert told() == []
    db.session.commit()

    assert told() == ["token of a program made"]


def test_a_session_that_is_closed_forgets_what_it_wanted_to_tell(anna, ben, told):
    session = db.session()
    share(ben)
    session.close()
    session.commit()

    assert told() == []
