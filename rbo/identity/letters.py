"""The letters of the service: a few sentences, one link, in the language of whoever gets it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from flask_babel import LazyString, force_locale
from flask_babel import lazy_gettext as _
from flask_mail import Message

from rbo.identity.models import Kind
from rbo.platform.config import Settings
from rbo.platform.i18n import LANGUAGES
from rbo.platform.stationery import templates

paper = templates("rbo.identity", "identity")


@dataclass(frozen=True)
class Words:
    """What one kind of letter says; *not_you* where whoever gets it has more to do than to ignore it."""

    subject: LazyString
    sentence: LazyString
    button: LazyString
    good_for: LazyString
    not_you: LazyString | str = ""


TEN_MINUTES = _("The link works once, within 10 minutes.")
WORDS = {
    Kind.MAGICLINK: Words(
        _("Sign in to RBO"), _("Open this link to sign in to RBO."), _("Sign in"), TEN_MINUTES
    ),
    Kind.RECOVERY: Words(
        _("Choose a new RBO password"),
        _("Open this link to sign in and choose a new password."),
        _("Sign in"),
        TEN_MINUTES,
    ),
    Kind.INVITE: Words(
        _("You are invited to RBO"),
        _("RBO is the book of your stringing jobs: rackets, strings, receipts. Open this link to begin."),
        _("Accept the invitation"),
        _("The link works once, within 24 hours. Later, ask for a new one on the sign-in page."),
    ),
    Kind.SIGNUP: Words(
        _("Confirm your address"), _("Open this link to confirm your address."), _("Confirm"), TEN_MINUTES
    ),
    Kind.EMAIL_CHANGE: Words(
        _("Confirm your new address"),
        _("Open this link to use this address for signing in to RBO."),
        _("Confirm"),
        TEN_MINUTES,
    ),
}
WARNING = Words(
    _("RBO ended one of your sign-ins"),
    _(
        "A browser stays signed in by a key that changes with each use. Somebody used an old key of yours,"
        " so RBO ended this sign-in, to be safe; all others go on."
    ),
    _("Sign in again"),
    _("It may have been you, with a computer brought back from a backup: then there is nothing else to do."),
    _("Not you? Then sign in, end all other sign-ins, and choose a new password if you have one."),
)


def write(words: Words, to: str, link: str, locale: str) -> Message:
    """A letter with its *link*; it has a text and an HTML part."""
    spoken = locale if locale in LANGUAGES else "en"
    with force_locale(spoken):
        values = {"words": words, "link": link, "locale": spoken}
        return Message(
            subject=str(words.subject),
            recipients=[to],
            body=paper.get_template("letter.txt").render(values),
            html=paper.get_template("letter.html").render(values),
        )


def address(settings: Settings, token: str, kind: Kind, way_back: str, *, is_bound: bool = False) -> str:
    """The link of a letter: a page that asks for a click, so that opening it uses nothing up.

    A token bound to a browser goes by way of the service, back to the program that asked.
    """
    home = settings.public_url
    if is_bound:
        query = urlencode({"token": token, "type": kind.value, "redirect_to": way_back})
        return f"{home}/auth/v1/verify?{query}"
    there = urlsplit(way_back)
    path = f"{there.path}?{there.query}" if there.query else there.path
    values = {"token_hash": token, "type": kind.value} | ({"next": path} if path not in ("", "/") else {})
    return f"{home}/auth/callback?{urlencode(values)}"
