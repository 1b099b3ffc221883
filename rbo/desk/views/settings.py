"""`/settings`: everything a stringer can set, on one page."""

from __future__ import annotations

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from rbo.auth import queries as logins
from rbo.auth.visitor import visitor
from rbo.desk.example import example_of
from rbo.desk.scanning import code_words
from rbo.desk.views.door import bp
from rbo.platform.db import db
from rbo.platform.errors import Refused
from rbo.platform.versions import ChangedMeanwhile
from rbo.platform.web import go, takes_file
from rbo.stringers import queries as stringers
from rbo.stringers import service
from rbo.stringers.forms import SettingsForm


@bp.get("/settings")
def settings() -> ResponseReturnValue:
    """All that is set."""
    return _page(SettingsForm(obj=stringers.mine()))


@bp.post("/settings")
@takes_file
def save_settings() -> ResponseReturnValue:
    """Keep all of it, or nothing and say what to change."""
    form, me = SettingsForm(), stringers.mine(lock=True)
    if not form.validate():
        return _page(form), 422
    try:
        service.change_settings(me, form.settings, form.seen_version)
        if file := request.files.get(form.logo.name):
            service.change_logo(me, file.read())
    except Refused as refusal:
        db.session.rollback()
        _explain(form, refusal)
        return _page(form, refusal), refusal.status
    db.session.commit()
    with force_locale(me.default_locale):  # which the page that says so may speak since now
        return go(url_for(".settings"), _("Settings saved."))


def _explain(form: SettingsForm, refusal: Refused) -> None:
    if isinstance(refusal, ChangedMeanwhile):
        form.compare(stringers.mine())
    else:
        form.logo.errors = [str(refusal)]


def _page(form: SettingsForm, refusal: Refused | None = None) -> str:
    me = stringers.mine()
    return render_template(
        "desk/settings.html",
        form=form,
        refusal=refusal,
        logo_mark=stringers.logo_mark(),
        code_words=code_words(example_of(me, me.default_locale).draft),
        logins=logins.open_logins(),
        here=visitor().login_id,
    )
