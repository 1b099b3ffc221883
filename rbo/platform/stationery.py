"""Templates of what leaves the house: every value must be there, the words are those of the open language."""

from __future__ import annotations

from flask_babel import gettext, ngettext
from jinja2 import Environment, PackageLoader, StrictUndefined


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
