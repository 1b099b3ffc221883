"""What two answers have in common when they tell nothing."""

from __future__ import annotations

from functools import reduce

from werkzeug.test import TestResponse

from tests.walls.addresses import SIGNED


def bare(answer: TestResponse, *own: str) -> str:
    """The main part of a page without the token of its form, and without words that are its *own*."""
    page = SIGNED.sub("", answer.text.partition("<main")[2].partition("</main>")[0])
    return reduce(lambda text, word: text.replace(word, "…"), own, page)
