"""A head size is kept as it was typed, or refused."""

from __future__ import annotations

from rbo.clients import queries
from rbo.platform.db import db
from tests.make import a_client


def test_a_head_size_the_book_would_round_is_refused(anna, annas):
    client = a_client()
    db.session.commit()

    answer = annas.fill(f"/clients/{client.id}/rackets/new", name="Dunlop", head_size_in2="65.55")

    assert answer.status_code == 422
    assert "Enter at most 1 decimal." in answer.text
    assert queries.rackets_of(client) == []
