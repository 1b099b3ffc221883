"""A client's pages on a phone and on a desk."""

from __future__ import annotations

import pytest

from rbo.stringers.models import Locale
from tests.browser import kit
from tests.browser.lenas import job_id, lenas
from tests.browser.test_pages import listened, unfit, unreadable

__all__ = ["job_id", "lenas"]


@pytest.mark.timeout(300)
@pytest.mark.parametrize("locale", list(Locale))
def test_a_clients_pages_can_be_read_and_hit(lenas, job_id, locale):
    page = lenas(locale).new_page()
    complaints = listened(page)
    wrong = []
    for address in ("/portal", f"/portal/jobs/{job_id}", "/portal/grants", "/portal/preferences"):
        kit.open_page(page, address)
        wrong += [f"{address}: {fault}" for fault in (*unreadable(page, locale), *unfit(page))]

    assert wrong + complaints == []
