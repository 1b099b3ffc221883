"""A logo is a small picture and nothing else, whatever was sent."""

from __future__ import annotations

import os

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFile

from rbo.platform import i18n
from rbo.stringers.logo import BOUNDS_PX, LARGEST_KEPT, LARGEST_UPLOAD, BadLogo, redrawn
from tests.stringers.pictures import (
    BLUE,
    HTML,
    RED,
    SVG,
    a_bomb,
    a_file,
    a_logo,
    in_scans,
    moving,
    opened,
    upside_down,
)

NO_PICTURE, TOO_MANY, TOO_LARGE = "no picture that can be printed", "too many pixels", "larger than 1 MB"
BROKEN = a_logo(size=(300, 300), kind="JPEG")


@pytest.fixture(autouse=True, scope="module")
def words():
    app = Flask(__name__)
    i18n.speak(app)
    with app.test_request_context():
        yield


def colour(picture, at=(10, 10)):
    """The nearest of the two colours used here."""
    seen = picture.convert("RGB").getpixel(at)
    return min((RED, BLUE), key=lambda one: sum(abs(a - b) for a, b in zip(one, seen, strict=True)))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_four_kinds_of_picture_are_taken(kind):
    drawn = opened(redrawn(a_logo(kind=kind)))

    assert drawn.format == ("JPEG" if kind == "JPEG" else "PNG")
    assert (drawn.size, colour(drawn)) == ((120, 40), RED)


@pytest.mark.parametrize(
    ("upload", "said"),
    [
        (SVG, NO_PICTURE),
        (b"<?xml version='1.0'?>" + SVG, NO_PICTURE),
        (HTML, NO_PICTURE),
        (b"GIF89a/*" + HTML + b"*/", NO_PICTURE),
        (a_logo() + HTML, NO_PICTURE),
        (a_logo(kind="JPEG") + SVG, NO_PICTURE),
        (b"", NO_PICTURE),
        (b"\x89PNG\r\n\x1a\n", NO_PICTURE),
        (b"%PDF-1.7", NO_PICTURE),
        (BROKEN[: len(BROKEN) // 2], NO_PICTURE),
        (a_logo(kind="BMP"), NO_PICTURE),
        (a_logo(kind="TIFF"), NO_PICTURE),
        (a_logo(kind="ICO"), NO_PICTURE),
        (in_scans(100), NO_PICTURE),
        (a_bomb(), TOO_MANY),
        (a_bomb(5_000, 1_001), TOO_MANY),
        (a_logo() + bytes(LARGEST_UPLOAD), TOO_LARGE),
    ],
)
def test_what_is_no_small_picture_is_refused_with_what_to_do(upload, said):
    with pytest.raises(BadLogo, match=said):
        redrawn(upload)


def test_a_picture_cut_off_is_refused_where_receipts_are_drawn_too(monkeypatch):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)

    with pytest.raises(BadLogo, match=NO_PICTURE):
        redrawn(BROKEN[: len(BROKEN) // 2])


def test_a_photo_is_turned_upright_and_forgets_where_it_was_taken():
    drawn = opened(redrawn(upside_down()))

    assert (colour(drawn), colour(drawn, (10, 70))) == (BLUE, RED)
    assert dict(drawn.getexif()) == {}
    assert b"taken at home" not in redrawn(upside_down())


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_comments_and_colour_profiles_are_left_out(kind):
    noted = Image.new("RGB", (50, 50), RED)
    noted.info["comment"] = b"secret"

    file = redrawn(a_file(noted, kind, icc_profile=b"secret profile", comment="secret"))

    assert b"secret" not in file


def test_of_a_moving_picture_the_first_frame_is_kept():
    drawn = opened(redrawn(moving()))

    assert (getattr(drawn, "n_frames", 1), colour(drawn)) == (1, RED)


def test_ink_for_print_becomes_light_for_screens():
    cyan_and_magenta = Image.new("CMYK", (60, 60), (255, 255, 0, 0))

    drawn = opened(redrawn(a_file(cyan_and_magenta, "JPEG")))

    assert (drawn.mode, colour(drawn)) == ("RGB", BLUE)


def test_what_is_clear_stays_clear():
    drawn = opened(redrawn(a_logo((0, 0, 0, 0), mode="RGBA")))

    assert drawn.convert("RGBA").getpixel((5, 5))[3] == 0


def test_deep_greys_keep_their_shade():
    drawn = opened(redrawn(a_logo(32_768, mode="I;16")))

    assert drawn.convert("L").getpixel((5, 5)) == 128


@pytest.mark.parametrize(
    ("size", "drawn_size"), [((2000, 500), (800, 200)), ((500, 2000), (100, 400)), ((8, 4), (8, 4))]
)
def test_a_large_picture_is_made_small_and_a_small_one_stays(size, drawn_size):
    assert opened(redrawn(a_logo(size=size))).size == drawn_size


@pytest.mark.parametrize(("mode", "kind"), [("L", "PNG"), ("RGB", "JPEG"), ("RGBA", "WEBP"), ("RGB", "PNG")])
def test_even_noise_fits_where_logos_are_kept(mode, kind):
    bands = len(Image.new(mode, (1, 1)).getbands())
    width, height = (400, 400) if bands > 1 else BOUNDS_PX
    noise = Image.frombytes(mode, (width, height), os.urandom(width * height * bands))

    assert len(redrawn(a_file(noise, kind))) <= LARGEST_KEPT


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_whatever_is_sent_is_drawn_or_refused(data):
    whole = data.draw(st.sampled_from([a_logo(kind=kind) for kind in ("PNG", "JPEG", "WEBP", "GIF")]))
    place = data.draw(st.integers(0, len(whole) - 1))
    bent = whole[:place] + data.draw(st.binary(max_size=8)) + whole[place + data.draw(st.integers(0, 4)) :]

    try:
        drawn = redrawn(bent)
    except BadLogo:
        return
    assert opened(drawn).format in ("PNG", "JPEG")
