"""Two people press at once: one wins, the other reads why not."""

from __future__ import annotations

from rbo.clients import service
from rbo.platform.db import db
from tests.make import a_client, a_racket


def test_a_short_id_taken_between_looking_and_writing_is_a_lost_race(anna, annas, monkeypatch):
    lena = a_client()
    a_racket(lena, "B1")
    db.session.commit()
    monkeypatch.setattr(service, "_has_other", lambda *_: False)

    answer = annas.fill(f"/clients/{lena.id}/rackets/new", name="Wilson Blade 98", instance_id="B1")

    assert answer.status_code == 409
    assert "Somebody else changed this a moment ago." in answer.text
