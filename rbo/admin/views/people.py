"""`/admin/people`: finding a person, handing out what is known about them, and erasing them."""

from __future__ import annotations

from uuid import UUID

from flask import render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from rbo.admin import dossier, erasure, merging, queries
from rbo.admin.handout.page import packed
from rbo.admin.views.door import bp
from rbo.people.requests import open_requests
from rbo.platform.audit import NoReason
from rbo.platform.db import db
from rbo.platform.web import go, searched

BAD_REASON = (NoReason, erasure.NamesSomebody)


@bp.get("/people")
def people() -> ResponseReturnValue:
    """Who is known by this name or address, in whichever book."""
    sought = searched()
    is_enough = len(sought) >= queries.SHORTEST_SEARCH
    return render_template(
        "admin/people.html",
        sought=sought,
        found=queries.people(sought) if is_enough else [],
        requests=queries.waiting_for_file(),
    )


@bp.get("/people/<uuid:person_id>/merger/<uuid:other_id>")
def pair(person_id: UUID, other_id: UUID) -> ResponseReturnValue:
    """Two persons side by side, and the question who survives."""
    return _pair(person_id, other_id)


@bp.post("/people/<uuid:person_id>/merger/<uuid:other_id>")
def merge_people(person_id: UUID, other_id: UUID) -> ResponseReturnValue:
    """Make the other a part of this person, who survives."""
    try:
        merging.merge(person_id, other_id, request.form.get("reason", ""))
    except BAD_REASON as refusal:
        return _pair(person_id, other_id, **{"survivor-1-reason": str(refusal)}), refusal.status
    return go(url_for(".person", person_id=person_id), _("Both are one person now."))


@bp.get("/people/<uuid:person_id>")
def person(person_id: UUID) -> ResponseReturnValue:
    """What would go with this person, and what the law wants kept."""
    return _person(person_id)


@bp.post("/people/<uuid:person_id>/file")
def export_person(person_id: UUID) -> ResponseReturnValue:
    """Everything about this person, to be read and for programs."""
    db.session.rollback()  # each book is opened by itself
    try:
        known = dossier.compile_for(person_id, request.form.get("reason", ""))
    except BAD_REASON as refusal:
        return _person(person_id, **{"file-reason": str(refusal)}), refusal.status
    return send_file(packed(known), as_attachment=True, download_name=f"person-{person_id}.zip")


@bp.post("/people/<uuid:person_id>/erasure")
def erase_person(person_id: UUID) -> ResponseReturnValue:
    """Take this person out of every book."""
    try:
        erasure.erase(person_id, request.form.get("reason", ""))
    except BAD_REASON as refusal:
        return _person(person_id, **{"erase-reason": str(refusal)}), refusal.status
    return go(url_for(".people"), _("The person is erased."))


def _person(person_id: UUID, **refused: str) -> str:
    """*refused* says by the field why a reason does not do."""
    sought = searched()
    twins = queries.people(sought) if len(sought) >= queries.SHORTEST_SEARCH else []
    trace, sources = erasure.preview(person_id)
    return render_template(
        "admin/person.html",
        trace=trace,
        sources=sources,
        sought=sought,
        twins=twins,
        requests=open_requests(person_id),
        refused=refused,
    )


def _pair(person_id: UUID, other_id: UUID, **refused: str) -> str:
    return render_template("admin/pair.html", pair=merging.beside(person_id, other_id), refused=refused)
