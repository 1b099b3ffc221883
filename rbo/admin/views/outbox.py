"""`/admin/outbox`: what waits and what died in every book, and the mail that is on hold."""

from __future__ import annotations

from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from rbo.admin import queries, service
from rbo.admin.views.door import bp
from rbo.platform.back import back_or
from rbo.platform.errors import Refused
from rbo.platform.jobs import holding
from rbo.platform.jobs.holding import Fate
from rbo.platform.web import go

A_PAGE = 50


@bp.get("/outbox")
def outbox() -> ResponseReturnValue:
    """A page of what is not done, the newest first; *before* is the last row seen already."""
    before = request.args.get("before", type=UUID)
    look = queries.outbox(before, A_PAGE + 1)
    if before and not look.rows:
        return redirect(url_for(".outbox"))
    older = look.rows[A_PAGE - 1].id if len(look.rows) > A_PAGE else None
    shown = {"rows": look.rows[:A_PAGE], "older": older, "before": before}
    return render_template("admin/outbox.html", look=look, **shown)


@bp.post("/outbox/<uuid:outbox_id>/retry")
def retry(outbox_id: UUID) -> ResponseReturnValue:
    """Send one again."""
    service.retry(outbox_id)
    return _back(_("It goes out again."))


@bp.delete("/outbox/<uuid:outbox_id>")
def discard(outbox_id: UUID) -> ResponseReturnValue:
    """Drop one for good, with the reason that its owner reads."""
    service.discard(outbox_id, request.form.get("reason", ""))
    return _back(_("Discarded."))


@bp.post("/outbox/release")
def release() -> ResponseReturnValue:
    """End the hold after a restore: send what was promised before it, or drop that."""
    try:
        fate = Fate(request.form.get("fate", ""))
    except ValueError:
        raise Refused(_("Say whether to send the mail or to drop it.")) from None
    holding.release(fate)
    return _back(_("Mail goes on."))


def _back(said: str) -> ResponseReturnValue:
    return go(back_or(url_for(".outbox")), said)
