"""`/admin/stringers`: who is here, inviting, suspending, and the end of a book."""

from __future__ import annotations

from typing import IO
from uuid import UUID

from flask import flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from rbo.admin import ending, queries, standing
from rbo.admin.forms import InvitationForm
from rbo.admin.views.door import bp
from rbo.exports.models import Format
from rbo.exports.service import ask_for
from rbo.platform import once
from rbo.platform.addresses import mail_address
from rbo.platform.audit import NoReason
from rbo.platform.db import db
from rbo.platform.errors import Refused
from rbo.platform.web import go, searched

A_PAGE = 50


@bp.get("")
def landlord() -> ResponseReturnValue:
    """The first of the landlord's pages."""
    return redirect(url_for(".stringers"))


@bp.get("/stringers")
def stringers() -> ResponseReturnValue:
    """A page of everybody, or of whom *q* names, and the form that invites."""
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
    return _stringer(stringer_id)


@bp.post("/stringers/<uuid:stringer_id>/suspension")
def suspend(stringer_id: UUID) -> ResponseReturnValue:
    """Close somebody's book at once."""
    try:
        standing.suspend(stringer_id, request.form.get("reason", ""))
    except NoReason as refusal:
        return _stringer(stringer_id, **{"suspend-reason": str(refusal)}), refusal.status
    return go(url_for(".stringer", stringer_id=stringer_id), _("The book is suspended."))


@bp.delete("/stringers/<uuid:stringer_id>/suspension")
def reactivate(stringer_id: UUID) -> ResponseReturnValue:
    """Open it again, also for whoever left."""
    try:
        standing.reactivate(stringer_id, request.form.get("reason", ""))
    except NoReason as refusal:
        return _stringer(stringer_id, **{"reopen-reason": str(refusal)}), refusal.status
    return go(url_for(".stringer", stringer_id=stringer_id), _("The book is open again."))


@bp.post("/stringers/<uuid:stringer_id>/file")
def export_book(stringer_id: UUID) -> ResponseReturnValue:
    """The whole book, for its owner."""
    typed, reason = request.form.get("format", ""), request.form.get("reason", "")
    wanted = Format(typed) if typed in set(Format) else Format.XLSX
    db.session.rollback()  # the book is opened by itself
    try:
        file = _file_of(stringer_id, reason, wanted)
    except NoReason as refusal:
        return _stringer(stringer_id, **{"file-reason": str(refusal)}), refusal.status
    if file is None:
        said = _("It is being made. Come back in some minutes.")
        return go(url_for(".stringer", stringer_id=stringer_id), said)
    return send_file(file, as_attachment=True, download_name=f"book-{stringer_id}.{wanted}")


@bp.post("/stringers/<uuid:stringer_id>/finalization")
def finalize(stringer_id: UUID) -> ResponseReturnValue:
    """End a closed book for ever."""
    try:
        ending.finalize(stringer_id, request.form.get("reason", ""))
    except NoReason as refusal:
        return _stringer(stringer_id, **{"end-reason": str(refusal)}), refusal.status
    return go(url_for(".stringers"), _("The book has ended. What does not stay is cleared bit by bit."))


def _file_of(stringer_id: UUID, reason: str, wanted: Format) -> IO[bytes] | None:
    """The book; None where receipts have to be drawn first, which is asked for with it."""
    if wanted is not Format.ZIP:
        return ending.hand_out(stringer_id, reason, wanted)
    file = ending.hand_out_all(stringer_id, reason)
    if file is None:
        with ending.asking_for_all(stringer_id, reason):
            ask_for(Format.ZIP)
            db.session.commit()
    return file


def _stringer(stringer_id: UUID, **refused: str) -> str:
    """*refused* says by the field why a reason does not do."""
    return render_template("admin/stringer.html", stringer=queries.stringer(stringer_id), refused=refused)


def _invited(form: InvitationForm, email: str) -> str:
    standing.invite(email, form.locale.data)
    return url_for(".stringers")


def _page(form: InvitationForm) -> str:
    sought, before = searched(), request.args.get("before", type=UUID)
    found = queries.stringers(sought, before, A_PAGE + 1)
    older = found[A_PAGE - 1].id if len(found) > A_PAGE else None
    shown = {"stringers": found[:A_PAGE], "older": older, "before": before, "sought": sought}
    return render_template("admin/stringers.html", form=form, **shown)
