"""Files of the site are fetched once by each browser, and again as soon as one of them has changed."""

from __future__ import annotations

import dataclasses

import pytest
from flask import Flask

from rbo.platform import static_files


def test_a_browser_keeps_what_a_page_names(web, style):
    answer = web.get(style, buffered=True)

    assert answer.status_code == 200
    assert (answer.cache_control.max_age, answer.cache_control.immutable) == (31_536_000, True)


def test_a_name_that_is_not_todays_is_answered_and_not_kept(web, style):
    answer = web.get(style.replace(style.split("/")[2], "yesterday"), buffered=True)

    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-cache"


def test_while_it_is_worked_on_nothing_is_kept(settings):
    site = Flask("rbo", static_folder=None)
    static_files.install(site, dataclasses.replace(settings, env="dev"))
    with site.test_request_context():
        address = site.url_for("static", filename="app.css")

    answer = site.test_client().get(address, buffered=True)
    assert answer.headers["Cache-Control"] == "no-cache"


def test_one_changed_letter_is_another_edition(tmp_path):
    (tmp_path / "vendor").mkdir()
    editions = set()
    for letter in "ab":
        (tmp_path / "vendor" / "htmx.js").write_text(letter, encoding="utf-8")
        editions.add(static_files._edition_of(tmp_path))

    assert len(editions) == 2


@pytest.mark.parametrize("name", ["nowhere.css", "../app.py", "vendor"])
def test_what_is_not_there_is_not_found(web, style, name):
    assert web.get(style.replace("app.css", name)).status_code == 404
