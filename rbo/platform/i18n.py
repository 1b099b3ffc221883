"""Languages: the saved one of who is signed in, otherwise what the browser asks for."""

from __future__ import annotations

from flask import Flask, g, has_request_context, request
from flask_babel import Babel

LANGUAGES = ("en", "de")
HOME = "Europe/Zurich"  # a client has no time zone of their own; most live where stringers begin by default
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
    who = g.get("me") or g.get("person")
    if who is not None and who.default_locale in LANGUAGES:
        return str(who.default_locale)
    return request.accept_languages.best_match(LANGUAGES) or "en"


def _timezone() -> str:
    if not has_request_context():
        return "UTC"
    me = g.get("me")
    return me.timezone if me is not None else HOME if "person" in g else "UTC"
