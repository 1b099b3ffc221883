"""A day that was changed is told as one says it; words that only look like one are told as they stand."""

from __future__ import annotations

import pytest

from rbo.platform.db import db
from tests.desk.acting import at_a_page
from tests.make import just_taken_in, reloaded


@pytest.mark.parametrize("word", ["2026-99-99", "0000-00-00", "２０２６-０１-０１"])
def test_words_that_only_look_like_a_day_are_shown_as_they_are(annas, anna, word):
    number = just_taken_in().number
    db.session.commit()
    with at_a_page():
        reloaded(number).machine_mode = word
        db.session.commit()

    for page in ("/activity", f"/orders/{number}"):
        assert word in annas.get(page).text
