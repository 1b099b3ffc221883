"""The number at the bell follows what happens while somebody looks at a page."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from rbo.notifications.models import Kind
from rbo.platform.db import db
from rbo.stringers.models import Stringer
from tests.browser import kit
from tests.notifications.telling import told

ASK = "document.getElementById('unread').dispatchEvent(new Event('ask'))"
PLACE = "JSON.stringify(document.querySelector('.to-inbox').getBoundingClientRect())"
HIDE = """Object.defineProperty(document, 'hidden', {get: () => %s, configurable: true});
    document.dispatchEvent(new Event('visibilitychange'))"""
LATER = "performance.now = (now => () => now.call(performance) + 60000)(performance.now)"


def test_the_number_comes_without_a_reload_and_moves_nothing(anna: Stringer, phone: Page) -> None:
    kit.open_page(phone, "/")
    bell, before = phone.locator("#unread-bell"), phone.evaluate(PLACE)
    expect(bell).to_be_hidden()

    told(anna, "one", kind=Kind.EXPORT_READY)
    phone.evaluate(ASK)

    expect(bell).to_have_text("1 unread")
    assert phone.evaluate(PLACE) == before


def test_the_inbox_shows_a_new_line_by_itself(anna: Stringer, phone: Page) -> None:
    kit.open_page(phone, "/notifications")
    expect(phone.get_by_text("Nothing has come in")).to_be_visible()

    told(anna, "Excel")
    phone.evaluate(ASK)

    expect(phone.get_by_text("Excel")).to_be_visible()


def test_nobody_asks_while_the_page_is_hidden(anna: Stringer, phone: Page) -> None:
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(request.url) if "/unread?" in request.url else None)
    kit.open_page(phone, "/")
    phone.evaluate(LATER)

    phone.evaluate(HIDE % "true")
    assert asked == []
    with phone.expect_request("**/notifications/unread?*"):
        phone.evaluate(HIDE % "false")


def test_a_failure_to_ask_is_nobodys_business(anna: Stringer, phone: Page) -> None:
    kit.open_page(phone, "/")
    phone.route("**/notifications/unread?*", lambda route: route.fulfill(status=503, body="<p>away</p>"))

    with phone.expect_response("**/notifications/unread?*"):
        phone.evaluate(ASK)

    expect(phone.locator("#messages")).to_be_empty()


def test_marking_lines_as_read_works_in_the_browser(anna: Stringer, phone: Page) -> None:
    told(anna, "one", "two")
    kit.open_page(phone, "/notifications")

    phone.get_by_role("button", name="Mark as read").first.click()
    expect(phone.locator("#unread-bell")).to_have_text("1 unread")
    phone.get_by_role("button", name="Mark all as read").click()

    expect(phone.locator("#unread-bell")).to_be_hidden()
    expect(phone.locator("#inbox li.new")).to_have_count(0)
    db.session.rollback()
