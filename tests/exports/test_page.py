"""`/exports`: what a stringer sees, and who gets a file (L-105)."""

from __future__ import annotations

import json
import re
from contextvars import Context
from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from rbo.exports import link, queries, service
from rbo.exports.models import Format
from rbo.platform import clock
from rbo.platform.db import db
from rbo.platform.ids import new_id
from rbo.platform.jobs.progress import Progress
from rbo.platform.jobs.slip import Slip
from rbo.platform.storage.files import files
from tests.browsers import Browser, fields
from tests.clocks import later
from tests.faults.kit import work
from tests.make import an_order
from tests.signed_in import client_of

__all__ = ["later"]


@pytest.fixture
def ready(anna):
    """An export of Anna's that is there."""
    an_order(comments="Softer")
    export = service.ask_for(Format.JSON)
    db.session.commit()
    work(export.outbox_id)
    return export.id


def address(browser, export_id):
    """Where the button leads in the end."""
    answer = browser.get(f"/exports/{export_id}/download")
    assert answer.status_code == 303
    return answer.location


def test_an_empty_page_says_what_to_do(annas):
    page = annas.get("/exports").text

    assert "No file yet" in page
    assert "Take my data away" in page
    assert "every 2s" not in page


@pytest.mark.parametrize("wanted", list(Format))
def test_a_button_has_a_file_made(annas, anna, wanted):
    answer = annas.fill("/exports", format=wanted)

    assert (answer.status_code, answer.location) == (303, "/exports")
    (export,) = queries.present()
    assert (export.format, export.is_under_way) == (wanted, True)


def test_htmx_gets_the_list_alone(annas, anna):
    answer = annas.fill("/exports", format="json", htmx=True)

    assert answer.text.startswith('<section id="files"')
    assert "is being made" in answer.text


def test_a_format_that_nobody_writes_is_refused(annas):
    answer = annas.fill("/exports", format="exe")

    assert answer.status_code == 422
    assert "Choose what the file should be." in answer.text


def test_the_page_asks_again_while_something_is_made_with_htmx_and_without(annas, anna):
    export = service.ask_for(Format.JSON)
    db.session.commit()
    Progress(Slip(None, new_id(), anna.id, "", {"subject_id": str(export.id)}, 1, 1)).tell(37, 100)

    page = annas.get("/exports").text

    assert 'value="37"' in page
    assert 'hx-trigger="every 2s"' in page
    assert '<noscript><meta http-equiv="refresh"' in page


def test_a_file_that_is_there_is_handed_over(annas, ready):
    page = annas.get("/exports").text
    assert f"/exports/{ready}/download" in page
    assert "http-equiv" not in page

    answer = annas.get(address(annas, ready))

    assert answer.status_code == 200
    assert json.loads(answer.data)["orders"][0]["comments"] == "Softer"
    assert answer.headers["Content-Length"] == str(len(answer.data))
    assert re.fullmatch(
        r"attachment; filename=rbo-\d{4}-\d\d-\d\d\.json", answer.headers["Content-Disposition"]
    )
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_link_lives_a_quarter_of_an_hour(annas, ready, later):
    there = address(annas, ready)

    later(minutes=15, seconds=-2)
    assert annas.get(there).status_code == 200
    later(minutes=15, seconds=2)
    assert annas.get(there).status_code == 404


def test_a_login_of_a_quarter_of_an_hour_takes_no_book_away(annas, ready, later):
    """S-03."""
    form = annas.get("/exports").text
    later(minutes=16)

    page = annas.get("/exports").text
    assert "Make the ZIP" in form
    assert "Make the ZIP" not in page
    assert "/sign-in?next=/exports" in page
    refused = annas.post("/exports", data={**fields(form, "/exports"), "format": "zip"})
    assert (refused.status_code, len(queries.present())) == (403, 1)
    answer = annas.get(f"/exports/{ready}/download")
    assert (answer.status_code, answer.location) == (303, "/exports")


def test_without_a_link_the_way_leads_to_a_fresh_one(annas, ready):
    answer = annas.get(f"/exports/{ready}/file")

    assert (answer.status_code, answer.location) == (303, f"/exports/{ready}/download")


def test_nobody_else_gets_it(annas, bens, ready, anna, ben, app):
    there = address(annas, ready)
    mine = urlsplit(there).path

    forged = link.signed(ready, ben.id, new_id())
    assert bens.get(there).status_code == 404
    assert bens.get(mine).status_code == 404
    assert bens.get(f"{mine}?link={forged}").status_code == 404
    assert bens.get(f"/exports/{ready}/download").status_code == 404
    stranger = app.test_client().get(there)
    assert (stranger.status_code, urlsplit(stranger.location).path) == (303, "/sign-in")


@pytest.mark.parametrize(
    "spoil", [lambda word: word[:-1], lambda word: "x" + word, lambda _word: "x", str.swapcase]
)
def test_a_guessed_link_opens_nothing(annas, ready, spoil):
    path, word = address(annas, ready).split("?link=")

    assert annas.get(f"{path}?link={spoil(word)}").status_code == 404


def test_a_link_ends_with_the_login_it_was_made_in(annas, ready, app, anna):
    there = address(annas, ready)
    db.session.rollback()
    elsewhere = Browser(Context().run(client_of, app, anna))

    assert elsewhere.get(there).status_code == 404
    assert elsewhere.get(address(elsewhere, ready)).status_code == 200


def test_after_its_days_it_is_not_handed_over_even_where_it_lies(annas, ready):
    there = address(annas, ready)
    export = queries.export(ready, lock=True)
    export.expires_at = clock.now() - timedelta(seconds=1)
    key = export.key
    db.session.commit()

    assert annas.get(there).status_code == 404
    assert b"".join(files().get(key))
    assert "Download" not in annas.get("/exports").text


def test_a_file_that_is_not_whole_yet_is_not_handed_over(annas, anna):
    export = service.ask_for(Format.JSON)
    db.session.commit()
    files().put(export.key, [b"somebody else's"])

    assert annas.get(address(annas, export.id)).status_code == 404


def test_a_file_that_got_lost_is_not_found(annas, ready):
    files().delete(queries.export(ready).key)

    assert annas.get(address(annas, ready)).status_code == 404


def test_the_schema_is_there_for_everybody(app):
    answer = app.test_client().get("/exports/schema/v1.json")

    assert answer.status_code == 200
    assert answer.mimetype == "application/schema+json"
    assert answer.json["properties"]["schema_version"] == {"const": 1}
