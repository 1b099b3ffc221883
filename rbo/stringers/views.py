"""`/welcome`: the first page of a new stringer."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from rbo.platform.db import db
from rbo.platform.errors import Refused
from rbo.platform.web import go
from rbo.stringers import queries, service
from rbo.stringers.forms import WelcomeForm

bp = Blueprint("stringers", __name__, template_folder="templates")


@bp.get("/welcome")
def welcome() -> ResponseReturnValue:
    """The profile to be filled in, with what was kept of an earlier try."""
    me = queries.mine()
    if me.has_profile:
        return redirect("/", 303)
    return render_template("stringers/welcome.html", form=WelcomeForm(obj=me))


@bp.post("/welcome")
def finish_profile() -> ResponseReturnValue:
    """Keep the profile and open the book; of an unfinished one, what is good."""
    form, me = WelcomeForm(), queries.mine()
    if not form.validate() or not _keeps_password(form):
        kept = {name: value for name, value in form.good.items() if name != "display_name"}
        service.note_profile(me, kept)
        db.session.commit()
        return render_template("stringers/welcome.html", form=form), 422
    service.save_profile(me, form.profile)
    db.session.commit()
    return go("/", _("Welcome. Your book is open."))


def _keeps_password(form: WelcomeForm) -> bool:
    if form.password.data:
        try:
            service.choose_password(queries.mine(), form.password.data)
        except Refused as refusal:
            form.password.errors = [str(refusal)]
            return False
    return True
