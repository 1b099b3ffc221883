"""A list with nothing in it says so in one sentence and offers one thing to do."""

from __future__ import annotations

import re

from tests.browser import pages

ACTION = re.compile(r"<(?:a|button)[^>]* data-empty-action[^>]*>\s*[^<\s]")
LISTS = {
    "/",
    "/activity",
    "/orders",
    "/orders?q=nobody",
    "/orders?state=draft",
    "/clients",
    "/clients?q=nobody",
    "/clients?archived=1",
    "/catalogue?q=nobody",
    "/catalogue/strings?q=nobody",
    "/catalogue?own=1",
    "/catalogue/strings?own=1",
    "/exports",
    "/imports",
    "/notifications",
    "/outbox",
    "/reports",
    "/settings/programs",
    "/settings/webhooks",
    "/shared",
}


def test_every_empty_list_leads_on(app, annas):
    """U-18."""
    every = {*pages.empty_book(app), *LISTS}
    empty = {address: page for address in every if 'class="empty"' in (page := annas.get(address).text)}

    assert empty.keys() >= LISTS
    assert {address: len(ACTION.findall(page)) for address, page in empty.items()} == dict.fromkeys(empty, 1)
    assert [address for address, page in empty.items() if "<table" in page] == []
