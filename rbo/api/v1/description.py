"""The description of the addresses, as the site makes it from them."""

from __future__ import annotations

from typing import Any

from flask import Flask


def description(app: Flask) -> dict[str, Any]:
    """The OpenAPI document of *app*."""
    told: dict[str, Any] = app.extensions["flask-smorest"]["apis"][""]["ext_obj"].spec.to_dict()
    return told
