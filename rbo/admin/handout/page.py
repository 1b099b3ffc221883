"""One page that needs nothing beside it, and the ZIP in which it goes out with the same for programs."""

from __future__ import annotations

import json
from base64 import b64encode
from hashlib import sha256
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from flask_babel import force_locale, get_locale

from rbo.admin.handout.about import about
from rbo.admin.handout.book import book
from rbo.admin.handout.entry import moment
from rbo.platform import clock
from rbo.platform.i18n import LANGUAGES
from rbo.platform.stationery import templates

paper = templates("rbo.admin", "admin/handout")


def packed(known: dict[str, Any]) -> BytesIO:
    """Both files about one person."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, text in (("person.html", page(known)), ("person.json", as_json(known))):
            about_it = ZipInfo(name, clock.now().timetuple()[:6])
            about_it.compress_type = ZIP_DEFLATED
            archive.writestr(about_it, text)
    file.seek(0)
    return file


def as_json(known: dict[str, Any]) -> str:
    """Everything, for programs."""
    return json.dumps(known, default=str, ensure_ascii=False, indent=1)


def page(known: dict[str, Any]) -> str:
    """What people read of it, in the language of the person, as far as one is known."""
    locale = _locale(known)
    with force_locale(locale):
        return paper.get_template("page.html").render(
            locale=locale,
            name=_name(known["person"]),
            made=moment(clock.now()),
            parts=[about(known), *map(book, known["books"])],
            style=_fingerprint(paper.get_template("page.css").render()),
        )


def _locale(known: dict[str, Any]) -> str:
    """The one they chose, or else the one a stringer noted, or else that of whoever hands the file out."""
    noted = [book["client"]["entered_locale"] for book in known["books"]]
    wanted = (known["person"]["default_locale"], *noted, str(get_locale()))
    return next(str(one) for one in (*wanted, *LANGUAGES) if one in LANGUAGES)


def _name(person: dict[str, Any]) -> str:
    return " ".join(filter(None, (person["display_first_name"], person["display_last_name"])))


def _fingerprint(style: str) -> str:
    """By which a browser knows the one style that is ours; anything else in the page does nothing."""
    return f"sha256-{b64encode(sha256(style.encode()).digest()).decode()}"
