"""A draft survives its snapshot, and adds up."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from rbo.receipts.draft import Draft
from tests.receipts.drafts import drafts
from tests.receipts.samples import hybrid


@given(drafts, st.none() | st.binary(max_size=200))
def test_a_snapshot_gives_the_same_draft(draft, logo):
    draft = replace(draft, business=replace(draft.business, logo=logo))

    back = Draft.from_json(json.loads(json.dumps(draft.to_json())))

    assert back == draft
    assert repr(back) == repr(draft)


def test_a_snapshot_from_before_a_field_was_known_can_still_be_drawn():
    old = hybrid.to_json()
    del old["iban"], old["business"]["phone"]

    assert Draft.from_json(old) == hybrid


def test_a_snapshot_with_a_field_that_was_dropped_since_can_still_be_drawn():
    old = hybrid.to_json()
    old["client"]["phone"] = "079 123 45 67"

    assert Draft.from_json(old) == hybrid


def test_the_clients_own_string_costs_nothing():
    assert hybrid.main.price == Decimal("19.00")
    assert hybrid.total == Decimal("53.00")


def test_extras_count():
    assert replace(hybrid, extras=(("Grip", Decimal("7.50")), ("Gift", Decimal("-2.00")))).total == Decimal(
        "58.50"
    )
