"""`/logins`: ending what the settings list, where the stringer is signed in."""

from __future__ import annotations

from uuid import UUID

from flask import abort
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from rbo.auth import service
from rbo.auth.views.door import bp
from rbo.auth.visitor import visitor
from rbo.platform.db import db
from rbo.platform.web import go

DEVICES = "/settings#logins-title"


@bp.delete("/logins/<uuid:login_id>")
def sign_out_device(login_id: UUID) -> ResponseReturnValue:
    """End one login."""
    if not service.sign_out_device(visitor(), login_id):
        abort(404)
    db.session.commit()
    return go(DEVICES, _("Signed out there."))


@bp.delete("/logins")
def sign_out_others() -> ResponseReturnValue:
    """End every login but this one."""
    service.sign_out_others(visitor())
    db.session.commit()
    return go(DEVICES, _("Signed out everywhere else."))
