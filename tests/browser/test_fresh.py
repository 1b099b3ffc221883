"""What looks like something seen before is not looked at again, and nothing else is left out."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser import kit

PLANT = """(style) => {
  const words = document.querySelector("h1").cloneNode(true);
  words.style.cssText = style;
  document.querySelector("main").append(words);
}"""


def test_a_part_is_looked_at_again_as_soon_as_it_looks_different(anna: object, phone: Page) -> None:
    for address in ("/settings/leave", "/settings"):
        phone.goto(address)
        assert kit.ugly(phone, "once") == []
    phone.goto("/settings/leave")
    assert phone.evaluate(kit.FRESH, "once") == {"include": [], "exclude": []}

    phone.evaluate(PLANT, "color: #ccc; background: #ddd")

    (found,) = kit.ugly(phone, "once")
    assert found.startswith("color-contrast: ")
    assert kit.ugly(phone, "once") == []
    (found,) = kit.ugly(phone, "in another theme")
    assert found.startswith("color-contrast: ")
