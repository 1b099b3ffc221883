"""How the pages look and listen, as it was chosen."""

from __future__ import annotations

import pytest

from tests.browsers import fields

PAGE = "/settings"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_chosen_theme_is_on_every_page(anna, annas, theme):
    annas.fill(PAGE, theme=theme)

    assert all(f'data-theme="{theme}"' in annas.get(page).text for page in ("/", "/orders", "/orders/999"))


def test_otherwise_the_device_decides(app, anna, annas):
    assert "data-theme" not in annas.get("/").text
    assert "data-theme" not in app.test_client().get("/sign-in").text


def test_shortcuts_can_be_switched_off(anna, annas):
    assert 'data-shortcuts="off"' not in annas.get("/").text
    without = fields(annas.get(PAGE).text, PAGE)
    without.pop("shortcuts_on")

    annas.post(PAGE, data=without)

    assert 'data-shortcuts="off"' in annas.get("/").text
