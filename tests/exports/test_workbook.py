"""The V1 workbook as its users know it."""

from __future__ import annotations

from rbo.exports.workbook import CLIENT_ORDERS, LISTS, SELF_ORDERS, Holds


def test_a_group_is_named_above_its_first_field():
    assert [(group, field.name) for group, field in zip(LISTS.groups, LISTS.fields, strict=True)] == [
        ("BYO", "Values"),
        ("My Racquets", "ID"),
        ("", "Racket"),
        ("", "String Pattern"),
        ("", "Head Size"),
        ("", "Year"),
        ("", "Current"),
        ("", "# Stringjobs"),
    ]


def test_no_two_fields_of_a_sheet_share_group_and_name():
    for sheet in (CLIENT_ORDERS, SELF_ORDERS, LISTS):
        assert len({(field.group, field.name) for field in sheet.fields}) == len(sheet.fields)


def test_ones_own_jobs_have_twenty_columns_and_no_price():
    assert len(SELF_ORDERS.fields) == 20
    assert Holds.MONEY not in {field.holds for field in SELF_ORDERS.fields}


def test_what_an_order_costs_follows_from_its_row():
    derived = [(field.group, field.name) for field in CLIENT_ORDERS.fields if field.holds is Holds.DERIVED]

    assert derived[:2] == [("Price", "Strings"), ("Price", "Total")]
