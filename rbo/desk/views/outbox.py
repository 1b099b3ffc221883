"""`/outbox`: one's own deliveries that are not done."""

from __future__ import annotations

from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from rbo.desk.views.door import bp
from rbo.platform import audit, history
from rbo.platform.db import db
from rbo.platform.jobs import queries, service
from rbo.platform.web import go


@bp.get("/outbox")
def outbox() -> ResponseReturnValue:
    """What waits, what failed and what was given up, with the ways out."""
    return render_template("desk/outbox.html", rows=queries.unfinished())


@bp.post("/outbox/<uuid:outbox_id>/retry")
def retry_delivery(outbox_id: UUID) -> ResponseReturnValue:
    """Send one again."""
    row = queries.by_id(outbox_id)
    service.retry(row)
    history.note(db.session(), row, "state")
    db.session.commit()
    return go(url_for(".outbox"), _("It goes out again."))


@bp.delete("/outbox/<uuid:outbox_id>")
def discard_delivery(outbox_id: UUID) -> ResponseReturnValue:
    """Drop one for good."""
    row = queries.by_id(outbox_id)
    service.discard(row, audit.reason_of(request.form.get("reason", "")))
    history.note(db.session(), row, "state")
    db.session.commit()
    return go(url_for(".outbox"), _("Discarded."))
