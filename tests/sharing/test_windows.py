"""What the two windows show, and nothing else."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import inspect, select

from rbo.orders import service as orders
from rbo.platform.db import db
from rbo.sharing.models import MyJob, SharedJob
from tests.make import a_client, a_stringer, an_order, reloaded, today
from tests.sharing.grants import as_side, claim, share, share_as_client, trust

GRANT = {"grant_id", "rule", "shared_at", "stringer_id", "id", "client_id", "source", "logo"}
SIDE = {
    f"{side}_{part}"
    for side in ("main", "cross")
    for part in ("label", "gauge_mm", "gauge_label", "tension", "colour")
}
RACKET = {"racket", "head_size_in2", "instance_id", "pattern", "tension_unit"}
METHOD = {
    "pieces",
    "knots",
    "prestretch_pct",
    "machine_mode",
    "dynamic_tension",
    "dynamic_tension_instrument",
}
REST = {"first_name", "last_name", "comments", "ordered_at", "strung_at", "receipt_year", "receipt_seq"}


def seen_by(stringer):
    """Jobs that *stringer* sees through the window: client, comments and rule."""
    with as_side(stringer, read_only=True):
        rows = db.session.scalars(select(SharedJob).order_by(SharedJob.rule, SharedJob.id)).all()
    return [(job.client, job.comments, job.rule) for job in rows]


def test_a_shared_job_has_the_agreed_columns_and_no_others():
    """L-94."""
    assert set(inspect(SharedJob).columns.keys()) == GRANT | SIDE | RACKET | METHOD | REST


def test_the_view_has_the_columns_that_are_read(god):
    found = god.execute(
        "select attname from pg_attribute where attrelid = 'shared_jobs'::regclass and attnum > 0"
    )

    assert {row[0] for row in found} == {column.name for column in SharedJob.__table__.columns}


def test_a_stringer_shares_the_job_without_last_name_and_comments(anna, ben):
    order = an_order(a_client("Lena", "Muster"), comments="A secret.")
    orders.mark_strung(order, on=today())
    share(order, ben)

    with as_side(ben, read_only=True):
        job = db.session.scalars(select(SharedJob)).one()
    assert (job.first_name, job.last_name, job.comments) == ("Lena", None, None)
    assert (job.racket, job.pattern, job.main.label, job.main.tension) == (
        "Babolat Pure Aero 98",
        "16x20",
        "Solinco Hyper-G",
        Decimal(24),
    )
    assert job.receipt_number == f"{today().year}-0001"
    assert job.source == "Anna’s Strings"
    assert seen_by(anna) == []


def test_a_client_shares_one_job_with_both(anna, ben, database):
    client = a_client("Lena", "Muster")
    first, _second = an_order(client, comments="One"), an_order(client, comments="Two")
    person = claim(database["superuser"], client)
    share_as_client(person, first.id, ben)

    assert seen_by(ben) == [("Lena Muster", "One", 2)]


def test_a_client_shares_everything_at_all_stringers_future_jobs_too(anna, ben, database):
    """L-96."""
    carla = a_stringer("Carla")
    mine = a_client("Lena", "Muster")
    an_order(mine, comments="Anna 1")
    an_order(a_client("Max", "Other"), comments="Max")
    with as_side(carla):
        hers = a_client("Lena", "M.")
        an_order(hers, comments="Carla 1")
    person = claim(database["superuser"], mine, hers)
    trust(person, ben)
    with as_side(carla):
        an_order(hers, comments="Carla 2")

    assert sorted(seen_by(ben)) == [
        ("Lena M.", "Carla 1", 3),
        ("Lena M.", "Carla 2", 3),
        ("Lena Muster", "Anna 1", 3),
    ]
    assert seen_by(anna) == seen_by(carla) == []


def test_a_revoked_grant_shows_nothing_with_the_next_statement(anna, ben, god):
    """L-93: also to whoever has the book open all the time."""
    share(an_order(), ben)
    with as_side(ben, read_only=True):
        assert len(db.session.scalars(select(SharedJob)).all()) == 1
        god.execute("update order_shares set ended_at = now()")
        god.commit()
        assert db.session.scalars(select(SharedJob)).all() == []


def test_a_client_sees_jobs_at_all_stringers_and_only_their_own(anna, ben, database):
    mine = a_client("Lena", "Muster")
    order = an_order(mine, comments="Anna 1", extras=(("Grip", Decimal(5)),))
    an_order(a_client("Max", "Other"))
    with as_side(ben):
        his = a_client("Lena", "M.")
        an_order(his)
        an_order(a_client("Nina", "Other"))
    person = claim(database["superuser"], mine, his)

    with as_side(person, read_only=True):
        jobs = db.session.scalars(select(MyJob).order_by(MyJob.id)).all()
    assert {(job.client, job.display_name) for job in jobs} == {
        ("Lena Muster", "Anna’s Strings"),
        ("Lena M.", "Ben’s Strings"),
    }
    assert {job.id: job.extras for job in jobs}[order.id] == [["Grip", "5.00"]]
    assert reloaded(order.number).total == Decimal("58.00")
