"""Who looked, told to the client who let them."""

from __future__ import annotations

from rbo.portal import history

LOOKS = """
    insert into share_audit (id, deed, person_share_id, quarter_hour, actor, request_id, created_at)
    select gen_random_uuid(), 'read', share.id, look / 2, '', '',
        now() - look * interval '8 min'
    from person_stringer_share as share, generate_series(2, 2011) as look
"""


def test_of_many_looks_a_page_tells_the_last_ones_and_how_many_there_were(lenas, ben, outdoors):
    """Ten thousand of them took four seconds."""
    lenas.fill("/portal/grants", email=ben.email)
    outdoors.connection.execute(LOOKS)

    page = lenas.get("/portal/grants").text

    assert "Looked at 1005 times" in page
    assert page.count(" · 2 pages") == history.TOLD
    assert f"{1005 - history.TOLD} earlier times" in page
    assert len(page) < 20_000
