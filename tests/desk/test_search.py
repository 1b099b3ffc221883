"""Whatever is typed into a search is answered at once."""

from __future__ import annotations

import pytest

from rbo.platform import clock
from tests.make import an_order

PAGES = ["/orders", "/orders/new", "/clients", "/catalogue", "/catalogue/strings"]


@pytest.mark.parametrize("typed", ["a " * 3000, "\N{ARABIC LIGATURE SALLALLAHOU ALAYHE WASALLAM}" * 3000])
@pytest.mark.parametrize("address", PAGES)
def test_an_endless_search_takes_no_longer_than_another(anna, annas, address, typed):
    an_order()
    began = clock.now()

    assert annas.get(address, query_string={"q": typed}).status_code == 200
    assert (clock.now() - began).total_seconds() < 1
