"""`/portal/preferences`: what a client says of themselves."""

from __future__ import annotations

from flask import g, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from rbo.people import service as persons
from rbo.people.requests import open_requests
from rbo.platform.db import db
from rbo.platform.web import go
from rbo.portal import history
from rbo.portal.forms import PreferencesForm
from rbo.portal.views.door import bp


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
    persons.change_personal(form.entered())
    db.session.commit()
    return go(url_for(".preferences"), _("Saved."))


@bp.post("/portal/file")
def ask_for_file() -> ResponseReturnValue:
    """Ask whoever runs this site for everything that is known; they have 30 days."""
    persons.ask_for_file()
    return go(url_for(".preferences"), _("Asked. The answer comes within 30 days."))


def _page(form: PreferencesForm) -> str:
    asked = open_requests(g.person.id)
    return render_template(
        "portal/preferences.html", form=form, stringers=history.stringers(), asked=asked[0] if asked else None
    )
