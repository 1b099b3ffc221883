"""Languages: the saved one of who is signed in, otherwise what the browser asks for."""

from __future__ import annotations

from babel.support import NullTranslations
from flask import Flask, g, has_request_context, request
from flask_babel import Babel, get_locale, get_translations

LANGUAGES = ("en", "de")
HOME = "Europe/Zurich"  # a client has no time zone of their own; most live where stringers begin by default
babel = Babel()
catalogues: dict[str, NullTranslations] = {}


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
    app.jinja_env.install_gettext_callables(_said, _counted, newstyle=True)  # type: ignore[attr-defined]


def _said(text: str) -> str:
    words: str = _catalogue().ugettext(text)
    return words


def _counted(one: str, many: str, count: int) -> str:
    words: str = _catalogue().ungettext(one, many, count)
    return words


def _catalogue() -> NullTranslations:
    """The words of the language that is open, kept at hand: a page asks for three hundred of them."""
    language = str(locale.language) if (locale := get_locale()) else LANGUAGES[0]
    if language not in catalogues:
        catalogues[language] = get_translations()
    return catalogues[language]


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
    return me.timezone if me is not None else HOME
