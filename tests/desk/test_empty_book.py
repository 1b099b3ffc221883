"""A list with nothing in it says so in one sentence and offers one thing to do."""

from __future__ import annotations

import re

import pytest

EMPTY = (
    "/",
    "/orders",
    "/orders?q=nobody",
    "/clients?q=nobody",
    "/clients?archived=1",
    "/catalogue?q=nobody",
    "/catalogue/strings?q=nobody",
    "/reports",
)


@pytest.mark.parametrize("address", EMPTY)
def test_an_empty_list_leads_on(annas, address):
    """U-18."""
    page = annas.get(address).text

    (action,) = re.findall(r"<(?:a|button)[^>]* data-empty-action[^>]*>(.*?)</", page, re.DOTALL)
    assert action.strip()
    assert "<table" not in page
