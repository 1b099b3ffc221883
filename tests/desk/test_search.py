"""Whatever is typed into a search asks the database for little."""

from __future__ import annotations

from tests.desk.statements import counted
from tests.each import each
from tests.make import an_order

PAGES = ["/orders", "/orders/new", "/clients", "/catalogue", "/catalogue/strings", "/search"]
MOST_LETTERS = 100_000


@each("typed", ["a " * 3000, "\N{ARABIC LIGATURE SALLALLAHOU ALAYHE WASALLAM}" * 3000])
@each("address", PAGES)
def test_an_endless_search_asks_no_more_than_another(anna, annas, address, typed):
    an_order()

    with counted() as asked:
        assert annas.get(address, query_string={"q": typed}).status_code == 200

    assert max(len(statement) + len(repr(values)) for statement, values in asked) < MOST_LETTERS
