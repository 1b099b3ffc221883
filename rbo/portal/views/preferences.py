"""`/portal/preferences`: what a client says of themselves."""

from __future__ import annotations

from flask import g, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from rbo.people import service as persons
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


def _page(form: PreferencesForm) -> str:
    return render_template("portal/preferences.html", form=form, stringers=history.stringers())
