"""Which keyboard a phone brings for each field that is typed into."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

KEYBOARDS = {
    "email": ("email", "grantee_email", "whose"),
    "tel": ("phone",),
    "decimal": ("gauge_mm", "head_size_in2", "price", "tension", "tension_max", "tension_min", "weight_g"),
    "numeric": ("knots", "prestretch_pct", "racket_count", "year"),
    "password": ("password",),
    "search": ("q",),
    "url": ("address",),
    "date": ("day_ordered", "day_paid", "day_strung", "from", "on", "ordered_at", "promised_other", "to"),
    "text": (
        *("brand", "business_name", "colour", "construction", "display_name", "first_name", "gauge"),
        *("gauge_label", "house_number", "iban", "instance", "instance_id", "instrument", "last_name"),
        *(
            "machine_mode",
            "model",
            "name",
            "nickname",
            "pattern",
            "postal_code",
            "reason",
            "serial",
            "source",
        ),
        *("street", "string", "tension_memo", "text", "town", "weight_basis"),
    ),
}
KEYBOARD_OF = {name: keyboard for keyboard, names in KEYBOARDS.items() for name in names}
NOT_TYPED = ("hidden", "checkbox", "radio", "file", "submit", "range")


def wrong_keyboards(page: str) -> list[str]:
    """Fields of *page* that bring the wrong keyboard to a phone, or that nobody decided about."""
    return [f"{field.get('name')} {why}" for field in _Fields(page).found for why in _wrong(field)]


def _wrong(field: dict[str, str]) -> Iterator[str]:
    name, kind = field.get("name", ""), field.get("type", "text")
    last_word = re.split("[-_]", name)[-1]  # of `main_tension` or `extras-0-price`
    right = KEYBOARD_OF.get(name) or KEYBOARD_OF.get(last_word)
    if right not in (kind, field.get("inputmode")) or (right == "text" and "inputmode" in field):
        yield f"wants {right or 'a decision'}, has {field.get('inputmode', kind)}"
    if right == "email" and field.get("autocapitalize") != "none":
        yield "begins with a capital letter"
    if right != "date" and "autocomplete" not in field:
        yield "does not say what browsers may fill in"


class _Fields(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[dict[str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        if tag == "input" and known.get("type") not in NOT_TYPED:
            self.found.append(known)
