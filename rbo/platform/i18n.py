"""Languages: the saved one of who is signed in, otherwise what the browser asks for."""

from __future__ import annotations

from flask import Flask, g, has_request_context, request
from flask_babel import Babel

LANGUAGES = ("en", "de")
babel = Babel()


def speak(app: Flask) -> None:
    """Translate *app*, with translations in rbo/translations."""
    babel.init_app(
        app,
        default_locale="en",
        default_timezone="UTC",
        default_translation_directories="translations",
        locale_selector=_locale,
        timezone_selector=_timezone,
    )


def _locale() -> str:
    if not has_request_context():
        return "en"
    me = g.get("me")
    if me is not None:
        return str(me.default_locale)
    return request.accept_languages.best_match(LANGUAGES) or "en"


def _timezone() -> str:
    me = g.get("me") if has_request_context() else None
    return me.timezone if me is not None else "UTC"
