"""A draft survives its snapshot, and adds up."""

import json
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from rbo.receipts.draft import Business, Draft, Frame, Party, Side

PLAIN = Draft(
    business=Business(display_name="Saitenraum"),
    client=Party(name="Lena Muster"),
    racket=Frame(label="Pure Aero 98"),
    main=Side(price=Decimal("28.00")),
    cross=Side(price=Decimal("14.00")),
    labour_price=Decimal("25.00"),
)


st.register_type_strategy(Decimal, st.decimals(allow_nan=False, allow_infinity=False))


@given(st.from_type(Draft))
def test_a_snapshot_gives_the_same_draft(draft):
    back = Draft.from_json(json.loads(json.dumps(draft.to_json())))

    assert back == draft
    assert repr(back) == repr(draft)
