"""`/notifications`: the inbox, and how many lines of it are unread."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from rbo.auth.visitor import BESIDE
from rbo.notifications import lines, queries, service
from rbo.platform.db import db
from rbo.platform.scope import current_stringer
from rbo.platform.tenancy import open_tenant
from rbo.platform.web import go, is_htmx, unattended

bp = Blueprint("notifications", __name__, url_prefix="/notifications", template_folder="templates")
A_PAGE = 50


BESIDE["unread"] = queries.UNREAD


@bp.app_context_processor
def _badge() -> dict[str, int]:
    """For the bell in the frame of every page."""
    return {"unread": g.beside["unread"] if "beside" in g else 0}


@bp.get("")
def index() -> ResponseReturnValue:
    """The inbox, the newest line first; *before* in the address is the last line seen already."""
    return _inbox(before=request.args.get("before", type=UUID))


@bp.get("/<uuid:notification_id>")
def follow(notification_id: UUID) -> ResponseReturnValue:
    """To the page it is about; on the way it is noted as read."""
    notification = queries.by_id(notification_id)
    place = lines.wording_of(notification).place
    if notification.read_at is None:
        _note_read(notification_id)
    return redirect(place, 303)


@bp.post("/<uuid:notification_id>/read")
def read(notification_id: UUID) -> ResponseReturnValue:
    """Note one line as read."""
    service.mark_read(queries.by_id(notification_id))
    db.session.commit()
    return _changed(_("Marked as read."))


@bp.post("/read")
def read_all() -> ResponseReturnValue:
    """Note every line as read."""
    service.mark_all_read()
    db.session.commit()
    return _changed(_("All marked as read."))


@bp.get("/unread")
@unattended
def unread() -> ResponseReturnValue:
    """How many are unread, for a page that asks from time to time; nothing when it knows that already."""
    if request.args.get("seen", type=int) == g.beside["unread"]:
        return "", 204
    answer = make_response(render_template("notifications/_unread.html"))
    answer.headers["HX-Trigger"] = "inbox"
    return answer


def _note_read(notification_id: UUID) -> None:
    """In a transaction of its own: that of the page only reads."""
    db.session.rollback()
    with open_tenant(current_stringer()):
        service.mark_read(queries.by_id(notification_id))
        db.session.commit()


def _changed(said: str) -> ResponseReturnValue:
    return _inbox() if is_htmx() else go(url_for(".index"), said)


def _inbox(before: UUID | None = None) -> str:
    found = queries.inbox(before=before, limit=A_PAGE + 1)
    return render_template(
        "notifications/_inbox.html" if is_htmx() else "notifications/index.html",
        days=lines.by_day(found[:A_PAGE]),
        wording_of=lines.wording_of,
        before=before,
        older=found[A_PAGE - 1].id if len(found) > A_PAGE else None,
        unread=queries.unread(),
    )
