"""`/clients/<id>/invitation`: where a stringer invites a client; the answer never tells who is known here."""

from __future__ import annotations

from uuid import UUID

from flask import url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from rbo.clients import queries as clients
from rbo.platform.db import db
from rbo.platform.web import go
from rbo.portal import service
from rbo.portal.views.door import bp


@bp.post("/clients/<uuid:client_id>/invitation")
def invite(client_id: UUID) -> ResponseReturnValue:
    """Mail the client a way to their own pages."""
    client = clients.by_id(client_id)
    service.invite(client)
    db.session.commit()
    said = _("An invitation is on its way to %(email)s.", email=client.entered_email)
    return go(url_for("desk.client", client_id=client_id), said)
