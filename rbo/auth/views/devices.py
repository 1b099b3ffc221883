"""`/logins`: where the stringer is signed in, and how to end that."""

from __future__ import annotations

from uuid import UUID

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from rbo.auth import queries, service
from rbo.auth.views.door import bp
from rbo.auth.visitor import visitor
from rbo.platform.db import db


@bp.get("/logins")
def devices() -> ResponseReturnValue:
    """Every open login, this one first said."""
    return render_template("auth/devices.html", logins=queries.open_logins(), here=visitor().login_id)


@bp.delete("/logins/<uuid:login_id>")
def sign_out_device(login_id: UUID) -> ResponseReturnValue:
    """End one login."""
    if not service.sign_out_device(login_id):
        abort(404)
    db.session.commit()
    flash(_("Signed out there."))
    return redirect(url_for(".devices"), 303)


@bp.delete("/logins")
def sign_out_others() -> ResponseReturnValue:
    """End every login but this one."""
    service.sign_out_others(visitor())
    db.session.commit()
    flash(_("Signed out everywhere else."))
    return redirect(url_for(".devices"), 303)
