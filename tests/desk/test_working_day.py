"""A day at the bench takes no more taps than the spreadsheet takes cells; a fifth of a full one."""

from __future__ import annotations

from rbo.platform.db import db
from tests.browsers import Browser
from tests.desk.working_day import cells, lived
from tests.make import a_client, an_order, newest, receipt_numbers

TAPS_TO_TAKE_IN, TAPS_TO_STRING, TAPS_OF_A_LIST = 3, 1, 2


def test_a_day_takes_no_more_taps_than_a_spreadsheet_takes_cells(anna: object, annas: Browser) -> None:
    """U-19."""
    names = ["Lena", "Tim", "Nora", "Eva"]
    for name in names:
        an_order(a_client(name, "Probe"))
    db.session.commit()

    day = lived(annas, names, collected=3, paid=2)

    assert day.taps == 4 * (TAPS_TO_TAKE_IN + TAPS_TO_STRING) + 2 * TAPS_OF_A_LIST + 3 + 2
    assert day.taps <= cells(4, 3, 2)
    orders = newest(4)[::-1]
    assert [bool(order.returned_at) for order in orders] == [True, True, True, False]
    assert [bool(order.paid_at) for order in orders] == [True, True, False, False]
    assert len(receipt_numbers()) == 4
