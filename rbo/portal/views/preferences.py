"""`/portal/preferences`: what a client says of themselves."""

from __future__ import annotations

from functools import partial

from flask import g, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from rbo.people import service as persons
from rbo.people.requests import open_requests
from rbo.platform.db import db
from rbo.platform.web import go
from rbo.portal import history
from rbo.portal.forms import PreferencesForm
from rbo.portal.views.door import ask_once_more, bp


@bp.get("/portal/preferences")
def preferences() -> ResponseReturnValue:
    """What is known, to be changed."""
    form = PreferencesForm(formdata=None)
    form.show(g.person)
    return _page(form)


@bp.post("/portal/preferences")
def save_preferences() -> ResponseReturnValue:
    """Keep it; stringers who were accepted read it from now on."""
    form = PreferencesForm()
    if not form.validate():
        return _page(form), 422
    try:
        persons.change_personal(form.entered())
    except persons.JustMoved as refusal:
        return ask_once_more(refusal, partial(_page, form))
    db.session.commit()
    return go(url_for(".preferences"), _("Saved."))


@bp.post("/portal/file")
def ask_for_file() -> ResponseReturnValue:
    """Ask whoever runs this site for everything that is known; they have 30 days."""
    persons.ask_for_file()
    return go(url_for(".preferences"), _("Asked. The answer comes within 30 days."))


def _page(form: PreferencesForm, refusal: persons.JustMoved | None = None) -> str:
    asked = next(iter(open_requests(g.person.id)), None)
    known = {"stringers": history.stringers(), "asked": asked}
    return render_template("portal/preferences.html", form=form, refusal=refusal, **known)
