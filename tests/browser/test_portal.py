"""A client's pages on a phone and on a desk."""

from __future__ import annotations

import re

import pytest

from rbo.platform.db import db
from rbo.platform.ids import new_id
from rbo.stringers.models import Locale
from tests.browser import kit, pictures
from tests.browser.answers import status_of
from tests.browser.lenas import job_id, lenas
from tests.browser.test_pages import WIDTHS_PX, listened, unreadable
from tests.make import a_client
from tests.portal.kit import offered
from tests.signed_in import make_known

__all__ = ["job_id", "lenas"]
KNOWN = "known@example.com"
LOOK_AT_MAIL = re.compile("Look at your mail|Schau in deine Mails")


@pytest.mark.timeout(pictures.TIMEOUT_S)
@pytest.mark.parametrize("locale", list(Locale))
def test_a_clients_pages_can_be_read_and_hit(lenas, job_id, buttons, locale):
    page = lenas(locale)
    complaints = listened(page)
    wrong = []
    for address in ("/portal", f"/portal/jobs/{job_id}", "/portal/grants", "/portal/preferences"):
        kit.visit(page, address)
        pictures.photograph(page, f"{pictures.name_of(address)}-hers-{locale}")
        kit.unfold(page)
        wrong += [f"{address}: {fault}" for fault in unreadable(page, locale, fits_in=WIDTHS_PX)]
    for address in buttons:
        kit.open_page(page, address, status_of(address))
        page.get_by_role("main").get_by_role("button").click()
        page.get_by_role("heading", name=LOOK_AT_MAIL).wait_for()
        wrong += [f"after {address}: {fault}" for fault in unreadable(page, locale, fits_in=WIDTHS_PX)]

    assert wrong + complaints == []


@pytest.fixture
def buttons(app, anna):
    """Pages whose button sends a letter: of a link that is over, of an invitation to somebody known."""
    make_known(app, KNOWN, new_id())
    client = a_client(email=KNOWN)
    invited = client.person_id
    db.session.commit()
    return "/j/used", f"/portal/claim/{offered(anna.id, invited, KNOWN)}"
