"""Text that is broken before it is drawn."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rbo.receipts.measure import Face, lines, printable

SMALL = Face(9)


@given(st.text(max_size=400), st.integers(1, 6), st.floats(10, 90))
def test_lines_never_run_over(text, most, width_mm):
    broken = lines(text, SMALL, width_mm, most)

    assert len(broken) <= most
    assert all(SMALL.width_mm(line) <= width_mm for line in broken)
    assert all(line == line.strip() and line for line in broken)


def test_short_text_stays_as_it_is():
    assert lines("Babolat Pure Aero 98", SMALL, 86) == ["Babolat Pure Aero 98"]
    assert lines(None, SMALL, 86) == lines(" \n ", SMALL, 86) == []


def test_a_comment_keeps_its_paragraphs():
    assert lines("Softer crosses\n\nfor the winter", SMALL, 86, most=3) == [
        "Softer crosses",
        "for the winter",
    ]


def test_what_does_not_fit_ends_in_an_ellipsis():
    (line,) = lines("Wolfeschlegelsteinhausenbergerdorff von und zu", SMALL, 40)

    assert line.endswith("…")
    assert line.startswith("Wolfeschlegel")


def test_a_mail_address_breaks_after_a_sign():
    assert lines("stefanie.hugentobler@example.com", SMALL, 40, most=2) == [
        "stefanie.hugentobler@",
        "example.com",
    ]


def test_letters_outside_the_fonts_become_plain_ones_or_boxes():
    assert printable("Zoë ﬁ 王 😀") == "Zoë fi □ □"
    assert printable("a\u200bb\u202ec") == "abc"


def test_greek_cyrillic_and_vietnamese_names_stay_as_they_are():
    names = "Дмитрий Γιώργος Nguyễn"

    assert printable(names) == names
