"""`/settings/preview`: what clients will get, with the settings as they are typed and none of them saved."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from rbo.desk.example import example_of
from rbo.desk.scanning import code_words
from rbo.desk.views.door import bp
from rbo.platform.web import is_htmx
from rbo.receipts.answers import on_screen
from rbo.stringers import queries, service
from rbo.stringers.forms import SettingsForm
from rbo.stringers.models import Locale, Stringer


@bp.get("/settings/preview")
def preview() -> ResponseReturnValue:
    """The receipt as it goes out today, as a page of its own."""
    me = _me()
    return on_screen(example_of(me, me.default_locale))


@bp.post("/settings/preview")
def preview_typed() -> ResponseReturnValue:
    """The receipt with what is typed; where that is no good, with what is saved."""
    form, me = SettingsForm(), _me()
    form.validate()
    service.note_profile(me, form.good)
    copy = example_of(me, _language(me))
    if not is_htmx():
        return on_screen(copy)
    words = next(iter(form.iban.errors), None) or code_words(copy.draft)
    return render_template("desk/settings/_sheet.html", sheet=on_screen(copy), code_words=words)


def _me() -> Stringer:
    me = queries.portrait()
    me.logo = queries.mine().logo
    return me


def _language(me: Stringer) -> Locale:
    asked = request.form.get("sheet", "")
    return Locale(asked) if asked in list(Locale) else me.default_locale
