"""Closing the book and opening it again, by hand."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from rbo.auth.gotrue import gotrue
from rbo.stringers.models import Stringer
from tests.browser import kit


def test_a_book_is_closed_and_opened_again(phone: Page, anna: Stringer) -> None:
    kit.open_page(phone, "/settings/leave")
    phone.get_by_label("Your name on receipts").fill(anna.display_name or "")
    phone.get_by_role("button", name="Close my book").click()
    expect(phone.get_by_role("heading", name="Your book is closed")).to_be_visible()
    assert kit.faults(phone) == []
    kit.open_page(phone, "/orders")
    assert phone.url.endswith("/sign-in?next=/orders")

    token, kind = gotrue().make_link("magiclink", anna.email)
    phone.goto(f"/auth/callback?token_hash={token}&type={kind}")
    phone.get_by_role("button", name="Sign in").click()

    expect(phone.get_by_role("heading", name="Your book is closed")).to_be_visible()
    assert kit.faults(phone) == []
    assert kit.too_small(phone) == []
    phone.get_by_role("button", name="Open my book again").click()
    expect(phone.get_by_text("Welcome back. Everything is as you left it.")).to_be_visible()
