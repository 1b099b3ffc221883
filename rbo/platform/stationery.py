"""Templates of what leaves the house: every value must be there, the words are those of the open language."""

from __future__ import annotations

from email.utils import quote

from flask_babel import gettext, ngettext
from jinja2 import Environment, PackageLoader, StrictUndefined

from rbo.platform.config import settings


def templates(package: str, folder: str) -> Environment:
    """The templates of one *folder* of a room, by the name of its *package*."""
    found = Environment(
        loader=PackageLoader(package, f"templates/{folder}"),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
    )
    found.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    return found


def sender(name: str) -> str:
    """The From of a letter that a business called *name* sends by way of this site."""
    return f'"{quote(one_line(name))}" <{settings().smtp_from}>'  # a pair would not be quoted


def one_line(text: str) -> str:
    """*text* without breaks, fit for a header."""
    return " ".join("".join(sign for sign in text if sign.isprintable() or sign.isspace()).split())
