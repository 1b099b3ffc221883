"""`/password`: choosing one, shortly after signing in."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from rbo.auth import service
from rbo.auth.forms import PasswordForm
from rbo.auth.refusals import SignInAgain, WeakPassword
from rbo.auth.views.door import bp
from rbo.auth.visitor import visitor
from rbo.platform.db import db
from rbo.platform.web import go


@bp.get("/password")
def password() -> ResponseReturnValue:
    """Ask for a new password."""
    return _page(PasswordForm())


@bp.post("/password")
def choose_password() -> ResponseReturnValue:
    """Keep it; every other login ends."""
    form = PasswordForm()
    if form.validate():
        try:
            service.set_password(visitor(), form.password.data or "")
        except SignInAgain as refusal:
            return _page(form), refusal.status
        except WeakPassword as refusal:
            form.password.errors = [str(refusal)]
        else:
            db.session.commit()
            return go("/", _("Password saved. Other devices are signed out."))
    return _page(form), 422


def _page(form: PasswordForm) -> str:
    return render_template("auth/password.html", form=form, is_fresh=visitor().is_fresh)
