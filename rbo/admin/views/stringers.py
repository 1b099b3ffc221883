"""`/admin/stringers`: who is here, and inviting."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from rbo.admin import queries
from rbo.admin.forms import InvitationForm
from rbo.admin.views.door import bp
from rbo.auth import service
from rbo.platform import once
from rbo.platform.addresses import mail_address
from rbo.platform.db import db
from rbo.platform.errors import Refused


@bp.get("/stringers")
def stringers() -> ResponseReturnValue:
    """Everybody, and the form that invites."""
    return _page(InvitationForm())


@bp.post("/stringers")
def invite() -> ResponseReturnValue:
    """Invite a stringer; the letter goes out with the next mail."""
    form = InvitationForm()
    if not form.validate():
        return _page(form), 422
    email = mail_address(form.email.data or "")
    try:
        address = once.made(form.form_key.data, request.form.items(multi=True), lambda: _invited(form, email))
    except Refused as refusal:
        db.session.rollback()
        form.email.errors = [str(refusal)]
        return _page(form), refusal.status
    db.session.commit()
    flash(_("Invited %(email)s.", email=email))
    return redirect(address, 303)


def _invited(form: InvitationForm, email: str) -> str:
    service.invite(email, form.locale.data)
    return url_for(".stringers")


def _page(form: InvitationForm) -> str:
    return render_template("admin/stringers.html", form=form, stringers=queries.stringers())
