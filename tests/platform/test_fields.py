"""What is typed into a field is something the book can hold, or it is refused."""

from __future__ import annotations

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import Form

from rbo.platform.errors import Refused
from rbo.platform.fields import NumberField, day_of
from tests.make import today


class Priced(Form):
    price = NumberField("Price")


@pytest.mark.parametrize(
    "typed", ["1e-999999", "24." + 20_000 * "0", "9" * 20_000, "1e999999", "NaN", "-Infinity"]
)
def test_a_number_no_column_can_hold_is_refused(app, typed):
    with app.test_request_context():
        assert not Priced(MultiDict({"price": typed})).validate()


@pytest.mark.parametrize("typed", ["0026-11-22", "1.1.0001", "1969-12-31", "31.2.2026", "٣"])
def test_a_year_that_was_mistyped_is_refused(app, typed):
    with app.test_request_context(), pytest.raises(Refused):
        day_of({"on": typed}, "on", today())
