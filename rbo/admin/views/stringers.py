"""`/admin/stringers`: who is here, inviting, suspending, and the end of a book."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from rbo.admin import ending, queries, standing
from rbo.admin.forms import InvitationForm
from rbo.admin.views.door import bp
from rbo.exports.models import Format
from rbo.platform import once
from rbo.platform.addresses import mail_address
from rbo.platform.db import db
from rbo.platform.errors import Refused
from rbo.platform.web import go


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


@bp.get("/stringers/<uuid:stringer_id>")
def stringer(stringer_id: UUID) -> ResponseReturnValue:
    """How one stringer stands, and what can be done about it."""
    return render_template("admin/stringer.html", stringer=queries.stringer(stringer_id))


@bp.post("/stringers/<uuid:stringer_id>/suspension")
def suspend(stringer_id: UUID) -> ResponseReturnValue:
    """Close somebody's book at once."""
    standing.suspend(stringer_id, request.form.get("reason", ""))
    return go(url_for(".stringer", stringer_id=stringer_id), _("The book is suspended."))


@bp.delete("/stringers/<uuid:stringer_id>/suspension")
def reactivate(stringer_id: UUID) -> ResponseReturnValue:
    """Open it again, also for whoever left."""
    standing.reactivate(stringer_id, request.form.get("reason", ""))
    return go(url_for(".stringer", stringer_id=stringer_id), _("The book is open again."))


@bp.post("/stringers/<uuid:stringer_id>/file")
def export_book(stringer_id: UUID) -> ResponseReturnValue:
    """The whole book, for its owner."""
    wanted = Format.JSON if request.form.get("format") == Format.JSON else Format.XLSX
    db.session.rollback()  # the book is opened by itself
    file = ending.hand_out(stringer_id, request.form.get("reason", ""), wanted)
    return send_file(file, as_attachment=True, download_name=f"book-{stringer_id}.{wanted}")


@bp.post("/stringers/<uuid:stringer_id>/finalization")
def finalize(stringer_id: UUID) -> ResponseReturnValue:
    """End a closed book for ever."""
    ending.finalize(stringer_id, request.form.get("reason", ""))
    return go(url_for(".stringers"), _("The book has ended. What does not stay is cleared bit by bit."))


def _invited(form: InvitationForm, email: str) -> str:
    standing.invite(email, form.locale.data)
    return url_for(".stringers")


def _page(form: InvitationForm) -> str:
    return render_template("admin/stringers.html", form=form, stringers=queries.stringers())
