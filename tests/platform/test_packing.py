"""What comes packed, and what does not: docs/decisions/0027-what-is-packed.md."""

from __future__ import annotations

import gzip

import pytest

from tests.browsers import annas

__all__ = ["annas"]

TYPED = {"Accept-Encoding": "gzip, deflate, br", "Sec-Fetch-Site": "none"}
CLICKED = TYPED | {"Sec-Fetch-Site": "same-origin"}
ELSEWHERE = TYPED | {"Sec-Fetch-Site": "cross-site"}
BESIDE = TYPED | {"Sec-Fetch-Site": "same-site"}
OLD = {"Accept-Encoding": "gzip"}
PLAIN = CLICKED | {"Accept-Encoding": "gzip;q=0, br"}


@pytest.mark.parametrize("asking", [TYPED, CLICKED])
def test_a_page_that_a_person_asks_for_is_packed(annas, asking):
    answer = annas.get("/orders", headers=asking)

    assert answer.content_encoding == "gzip"
    assert {"Accept-Encoding", "Sec-Fetch-Site"} <= set(answer.vary)
    assert answer.content_length == len(answer.data) < len(gzip.decompress(answer.data)) / 3
    assert b"</html>" in gzip.decompress(answer.data)


@pytest.mark.parametrize("asking", [ELSEWHERE, BESIDE, OLD, PLAIN, {}])
def test_a_page_that_another_site_may_have_asked_for_is_not(annas, asking):
    """BREACH: whoever lets a page echo a guess and sees how long it is would learn what else stands in it."""
    answer = annas.get("/orders?q=guess", headers=asking)

    assert (answer.status_code, answer.content_encoding) == (200, None)
    assert {"Accept-Encoding", "Sec-Fetch-Site"} <= set(answer.vary)
    assert "guess" in answer.text


@pytest.mark.parametrize("asking", [TYPED, ELSEWHERE, OLD])
def test_a_file_is_packed_for_everybody(web, style, asking):
    answer = web.get(style, headers=asking)

    assert (answer.content_encoding, answer.accept_ranges) == ("gzip", "none")
    assert gzip.decompress(answer.data) == web.get(style).data


def test_a_page_that_stands_for_a_file_is_a_page(annas, style):
    """It holds the token of a form, and what was to be said next."""
    for address, more in ((f"{style}x", {}), (style, {"Range": "bytes=9999999-"})):
        answer = annas.get(address, headers=ELSEWHERE | more)
        assert (answer.mimetype, answer.content_encoding) == ("text/html", None)


@pytest.mark.parametrize("asking", [TYPED, {}])
def test_a_file_that_a_browser_has_is_not_sent_again(web, style, asking):
    tag = web.get(style, headers=TYPED).headers["ETag"]

    answer = web.get(style, headers={**asking, "If-None-Match": tag}, buffered=True)

    assert tag.startswith("W/")
    assert (answer.status_code, answer.data, answer.headers["ETag"]) == (304, b"", tag)
    assert answer.content_encoding is None


def test_a_part_of_a_file_comes_as_it_is(web, style):
    answer = web.get(style, headers={**TYPED, "Range": "bytes=0-1999"}, buffered=True)

    assert (answer.status_code, answer.content_encoding, len(answer.data)) == (206, None, 2000)


def test_what_is_packed_already_stays_as_it_is(web, style):
    font = style.replace("app.css", "fonts/inter-latin.woff2")

    assert web.get(font, headers=TYPED, buffered=True).content_encoding is None
