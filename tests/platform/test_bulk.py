"""Rows that are written together: into the open book, whole, and into no other."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from rbo.orders.models import OrderExtra
from rbo.platform.bulk import write_new
from rbo.platform.db import db
from rbo.platform.history import Change, Deed
from rbo.platform.ids import new_id
from rbo.platform.scope import TenantNotSet
from rbo.platform.session import ForeignRow
from rbo.platform.tenancy import open_person
from tests.make import just_taken_in

ODD = 'O\'Neill "100 %" \\ %(price)s :price \n 🎾'


def test_many_at_once_are_as_if_each_had_been_added(anna, ben):
    order_id = just_taken_in().id
    row = {"id": new_id(), "order_id": order_id, "position": 0, "text": ODD, "price": Decimal("0.10")}

    write_new(OrderExtra, [row, {**row, "id": new_id(), "position": 1, "price": Decimal("99999999.99")}])
    write_new(OrderExtra, [])
    db.session.commit()

    made = db.session.scalars(select(OrderExtra).order_by(OrderExtra.position)).all()
    assert {(extra.stringer_id, extra.order_id, extra.text) for extra in made} == {(anna.id, order_id, ODD)}
    assert [extra.price for extra in made] == [Decimal("0.10"), Decimal("99999999.99")]
    lines = db.session.scalars(select(Change).where(Change.noun == "order_extras")).all()
    assert {(line.row_id, line.deed) for line in lines} == {(extra.id, Deed.MADE) for extra in made}
    assert all(extra.created_at.date() >= date(2026, 1, 1) for extra in made)
    for wrong, refused in (
        ([{**row, "stringer_id": ben.id}], ForeignRow),
        ([row, {"id": new_id()}], ValueError),
        ([{**row, "text": b"bytes"}], TypeError),
    ):
        with pytest.raises(refused):
            write_new(OrderExtra, wrong)


def test_without_a_book_nothing_is_written(ground):
    with open_person(new_id()), pytest.raises(TenantNotSet):
        write_new(OrderExtra, [{"id": new_id()}])
