"""While a worker has a file: the page follows it by itself, and the way out stays where it is."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from rbo.imports import service
from rbo.platform.db import db
from rbo.stringers.models import Stringer
from tests.imports.bringing import let_work
from tests.imports.v1 import NEAT, v1_book
from tests.imports.years import years


def test_the_progress_renews_itself_beside_its_way_out_and_gives_way_to_the_report(
    phone: Page, anna: Stringer, database: dict[str, str]
) -> None:
    entry = service.bring("orders.xlsx", v1_book(years(clients=3, own=0), NEAT).packed())
    db.session.commit()
    phone.goto(f"/imports/{entry.id}")
    out = phone.get_by_role("button", name="Discard import")
    out.evaluate("button => button.dataset.seen = 'here'")
    bar = phone.locator("progress")
    bar.evaluate("bar => bar.dataset.seen = 'here'")

    expect(bar).not_to_have_attribute("data-seen", "here")
    expect(out).to_have_attribute("data-seen", "here")
    let_work(database["superuser"])

    expect(phone.get_by_text("3 stringjobs would come in")).to_be_visible()
    expect(phone.locator("progress")).to_have_count(0)
    expect(phone.get_by_role("button", name="Discard import")).to_have_count(1)
