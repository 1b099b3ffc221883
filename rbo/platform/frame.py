"""What the frame of every page knows: who is here, the language, the theme, whether this is a demo."""

from __future__ import annotations

from typing import Any

from flask import Flask, g
from flask_babel import get_locale

from rbo.platform import audit, words
from rbo.platform.config import settings
from rbo.platform.fields import marked
from rbo.platform.web import is_htmx

CHOSEN_THEMES = ("light", "dark")


def install(app: Flask) -> None:
    """Give the frame and the filters to the templates of *app*."""
    words.install(app)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(get_locale=get_locale, is_htmx=is_htmx)
    app.jinja_env.filters["marked"] = marked
    app.context_processor(_frame)


def _frame() -> dict[str, Any]:
    me = g.get("me")
    return {
        "me": me,
        "demo": settings().is_demo,
        "theme": me.theme if me is not None and me.theme in CHOSEN_THEMES else "",
        "request_id": audit.request_id.get(),
    }
