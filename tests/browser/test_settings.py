"""The settings in a browser: the receipt follows the fingers, a logo is there as soon as it is chosen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from rbo.platform.db import db
from rbo.stringers import queries
from tests.browser import kit
from tests.stringers.pictures import SVG, a_logo

Pages = Callable[..., Page]
IBAN = "CH93 0076 2011 6238 5295 7"


@pytest.fixture
def desk(signed_in: Pages) -> Page:
    """Anna's computer, with the settings open."""
    page = signed_in(viewport={"width": 1280, "height": 800})
    kit.open_page(page, "/settings")
    return page


def test_the_receipt_follows_what_is_typed(desk: Page) -> None:
    sheet = desk.frame_locator("#sheet iframe")
    expect(sheet.get_by_text("Lena Muster").first).to_be_visible()

    desk.get_by_label("Business name").fill("Saiten & Söhne")
    desk.get_by_label("Thank-you in German").fill("Danke und gutes Spiel.")
    desk.get_by_text("German", exact=True).click()

    expect(sheet.get_by_text("Saiten & Söhne").first).to_be_visible()
    expect(sheet.get_by_text("Danke und gutes Spiel.")).to_be_visible()


def test_the_words_at_the_iban_follow_what_is_typed(desk: Page) -> None:
    desk.get_by_label("Postal code").fill("8001")
    desk.get_by_label("Town").fill("Zürich")

    desk.get_by_label("IBAN").fill(IBAN)

    expect(desk.locator("#iban-hint")).to_have_text("Open receipts carry a Swiss QR code to scan and pay.")


def test_a_logo_is_there_as_soon_as_it_is_chosen_and_nothing_typed_is_lost(
    desk: Page, tmp_path: Path
) -> None:
    desk.get_by_label("Town").fill("Bern")
    (tmp_path / "logo.png").write_bytes(a_logo())

    desk.get_by_label("Choose a picture").set_input_files(tmp_path / "logo.png")

    expect(desk.get_by_role("img", name="Your logo")).to_be_visible()
    expect(desk.frame_locator("#sheet iframe").locator(".slot img")).to_be_visible()
    desk.get_by_role("button", name="Save settings").click()
    expect(desk.get_by_text("Settings saved.")).to_be_visible()
    expect(desk.get_by_label("Town")).to_have_value("Bern")

    desk.get_by_role("button", name="Remove logo").click()

    expect(desk.get_by_role("img", name="Your logo")).to_have_count(0)


def test_a_refused_file_says_why_in_its_place(desk: Page, tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(SVG)

    desk.get_by_label("Choose a picture").set_input_files(tmp_path / "logo.png")

    expect(desk.locator("#logo .error")).to_contain_text("no picture that can be printed")
    expect(desk.get_by_label("Choose a picture")).to_be_focused()


def test_the_enter_key_saves_and_removes_no_logo(desk: Page, tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(a_logo())
    desk.get_by_label("Choose a picture").set_input_files(tmp_path / "logo.png")
    expect(desk.get_by_role("img", name="Your logo")).to_be_visible()

    desk.get_by_label("Town").fill("Bern")
    desk.get_by_label("Town").press("Enter")

    expect(desk.get_by_text("Settings saved.")).to_be_visible()
    expect(desk.get_by_role("img", name="Your logo")).to_be_visible()


def test_without_javascript_everything_is_saved_and_the_receipt_opens(
    signed_in: Pages, tmp_path: Path
) -> None:
    (tmp_path / "logo.png").write_bytes(a_logo())
    page = signed_in(java_script_enabled=False, viewport={"width": 375, "height": 800})
    page.goto("/settings")
    page.get_by_label("Town").fill("Bern")
    with page.expect_popup() as opened:
        page.get_by_role("button", name="Open in full size").click()
    assert "Bern" in opened.value.content()

    page.get_by_label("Choose a picture").set_input_files(tmp_path / "logo.png")
    page.get_by_role("button", name="Save settings").click()

    expect(page.get_by_role("img", name="Your logo")).to_be_visible()
    db.session.rollback()
    assert queries.mine().logo is not None


@pytest.mark.parametrize("device", ["light", "dark"])
@pytest.mark.parametrize("chosen", ["Light", "Dark"])
def test_the_chosen_theme_wins_over_the_device(signed_in: Pages, device: str, chosen: str) -> None:
    page = signed_in(viewport={"width": 375, "height": 800}, color_scheme=device)
    kit.open_page(page, "/settings")

    page.get_by_text(chosen, exact=True).click()
    page.get_by_role("button", name="Save settings").click()
    expect(page.get_by_text("Settings saved.")).to_be_visible()

    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == {"Light": "rgb(244, 246, 243)", "Dark": "rgb(13, 20, 17)"}[chosen]


def test_the_first_mistake_is_in_sight_and_in_focus(desk: Page) -> None:
    desk.get_by_label("IBAN").fill("CH93 0076 2011 6238 5295 8")

    desk.get_by_role("button", name="Save settings").click()

    expect(desk.get_by_label("IBAN")).to_be_focused()
    expect(desk.get_by_label("IBAN")).to_be_in_viewport()
    assert kit.faults(desk) == []
