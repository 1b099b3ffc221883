"""Putting a logo in its place, and taking it away."""

from __future__ import annotations

import pytest
from redis import Redis

from rbo.platform.db import db
from rbo.stringers import queries
from tests.browsers import fields
from tests.stringers.pictures import BLUE, HTML, SVG, a_bomb, a_logo, opened

PAGE, LOGO = "/settings", "/settings/logo"
HTMX = {"HX-Request": "true"}
HEAD = "--limit\r\nContent-Disposition: form-data"


def upload(browser, file, name="logo.png", **how):
    token = fields(browser.get(PAGE).text, PAGE)["csrf_token"]
    return browser.post(LOGO, **with_file({"csrf_token": token}, file, name), **how)


def with_file(values, file, name="logo.png"):
    """The body of a form with a file, held in memory whatever it weighs."""
    words = [f'{HEAD}; name="{field}"\r\n\r\n{value}\r\n'.encode() for field, value in values.items()]
    picture = f'{HEAD}; name="logo"; filename="{name}"\r\nContent-Type: image/png\r\n\r\n'.encode()
    body = b"".join([*words, picture, file, b"\r\n--limit--\r\n"])
    return {"data": body, "content_type": "multipart/form-data; boundary=limit"}


def remove(browser, **how):
    return browser.post(LOGO, data=fields(browser.get(PAGE).text, LOGO), **how)


def kept():
    db.session.rollback()
    db.session.expire_all()
    return queries.mine().logo


def test_a_chosen_file_is_the_logo_at_once(anna, annas):
    answer = upload(annas, a_logo(), headers=HTMX)

    assert answer.status_code == 200
    assert answer.headers["HX-Trigger-After-Settle"] == "logo-changed"
    assert answer.text.lstrip().startswith('<section class="card roomy fields" id="logo"')
    assert "Logo saved." in answer.text
    assert kept() is not None


def test_without_javascript_it_comes_with_the_other_settings(anna, annas):
    typed = fields(annas.get(PAGE).text, PAGE) | {"town": "Bern"}
    typed.pop("logo")

    assert annas.post(PAGE, **with_file(typed, a_logo())).location == PAGE

    assert kept() is not None
    assert queries.mine().town == "Bern"


def test_a_bad_file_among_the_settings_saves_nothing_and_keeps_what_was_typed(anna, annas):
    typed = fields(annas.get(PAGE).text, PAGE) | {"town": "Bern"}
    typed.pop("logo")

    answer = annas.post(PAGE, **with_file(typed, SVG))

    assert answer.status_code == 422
    assert "no picture that can be printed" in answer.text
    assert fields(answer.text, PAGE)["town"] == "Bern"
    assert (kept(), queries.mine().town) == (None, "")


@pytest.mark.parametrize(
    ("file", "name", "told"),
    [
        (SVG, "logo.svg", "no picture that can be printed"),
        (HTML, "logo.png", "no picture that can be printed"),
        (a_bomb(), "logo.png", "too many pixels"),
        (bytes(1_153_434), "logo.png", "larger than 1 MB"),
        (b"", "", "no picture that can be printed"),
    ],
)
def test_what_cannot_be_a_logo_is_refused_in_its_place(anna, annas, file, name, told):
    upload(annas, a_logo())
    before = kept()

    answer = upload(annas, file, name, headers=HTMX)

    assert answer.status_code == 422
    assert told in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert kept() == before


def test_more_than_a_form_may_weigh_is_refused_before_it_is_read(anna, annas):
    assert upload(annas, bytes(3_000_000)).status_code == 413


def test_a_logo_is_handed_out_as_the_picture_it_is(anna, annas):
    upload(annas, a_logo(kind="JPEG"), "photo.svg")

    answer = annas.get(LOGO)

    assert (answer.status_code, answer.mimetype) == (200, "image/jpeg")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_new_logo_takes_the_place_of_the_old(anna, annas):
    upload(annas, a_logo())
    first = annas.get(PAGE).text

    upload(annas, a_logo(BLUE))

    assert opened(annas.get(LOGO).data).convert("RGB").getpixel((5, 5)) == BLUE
    assert first.partition("/settings/logo?v=")[2][:32] not in annas.get(PAGE).text


def test_a_logo_can_be_taken_away(anna, annas):
    upload(annas, a_logo())

    assert remove(annas).location == f"{PAGE}#logo-title"

    assert kept() is None
    assert annas.get(LOGO).status_code == 404


def test_with_htmx_its_section_is_replaced(anna, annas):
    upload(annas, a_logo())

    part = remove(annas, headers=HTMX).text

    assert "Choose a picture" in part
    assert "<html" not in part


def test_a_logo_leaves_the_open_form_valid(anna, annas):
    """The version of the other settings stays what the page has seen."""
    typed = fields(annas.get(PAGE).text, PAGE) | {"town": "Bern"}
    upload(annas, a_logo())

    assert annas.post(PAGE, data=typed).location == PAGE
    assert kept() is not None


def test_each_has_their_own(anna, annas, bens):
    upload(annas, a_logo())

    assert bens.get(LOGO).status_code == 404
    remove(bens)
    assert kept() is not None


def test_the_last_change_is_taken_back_while_it_is_known(anna, annas, redis_url):
    upload(annas, a_logo())
    first = kept()
    for _click in range(2):
        upload(annas, a_logo(BLUE), headers=HTMX)
    address = f"{LOGO}/change"
    token = fields(annas.get(PAGE).text, PAGE)["csrf_token"]

    def take_back():
        return annas.send("DELETE", address, headers={"X-CSRFToken": token}).status_code

    assert (take_back(), take_back(), kept()) == (303, 303, first)
    with Redis.from_url(redis_url) as forgetful:
        forgetful.flushdb()
    assert (take_back(), kept()) == (409, first)
