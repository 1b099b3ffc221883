"""`/admin/people`: finding a person, handing out what is known about them, and erasing them."""

from __future__ import annotations

import json
from uuid import UUID

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from rbo.admin import dossier, erasure, merging, queries
from rbo.admin.views.door import bp
from rbo.platform.db import db
from rbo.platform.web import go, searched


@bp.get("/people")
def people() -> ResponseReturnValue:
    """Who is known by this name or address, in whichever book."""
    sought = searched()
    is_enough = len(sought) >= queries.SHORTEST_SEARCH
    return render_template(
        "admin/people.html", sought=sought, found=queries.people(sought) if is_enough else []
    )


@bp.get("/people/<uuid:person_id>/merger/<uuid:other_id>")
def pair(person_id: UUID, other_id: UUID) -> ResponseReturnValue:
    """Two persons side by side, and the question who survives."""
    return render_template("admin/pair.html", pair=merging.beside(person_id, other_id))


@bp.post("/people/<uuid:person_id>/merger/<uuid:other_id>")
def merge_people(person_id: UUID, other_id: UUID) -> ResponseReturnValue:
    """Make the other a part of this person, who survives."""
    merging.merge(person_id, other_id, request.form.get("reason", ""))
    return go(url_for(".person", person_id=person_id), _("Both are one person now."))


@bp.get("/people/<uuid:person_id>")
def person(person_id: UUID) -> ResponseReturnValue:
    """What would go with this person, and what the law wants kept."""
    sought = searched()
    twins = queries.people(sought) if len(sought) >= queries.SHORTEST_SEARCH else []
    trace, sources = erasure.preview(person_id)
    return render_template("admin/person.html", trace=trace, sources=sources, sought=sought, twins=twins)


@bp.post("/people/<uuid:person_id>/file")
def export_person(person_id: UUID) -> ResponseReturnValue:
    """Everything about this person, as one file."""
    db.session.rollback()  # each book is opened by itself
    known = dossier.compile_for(person_id, request.form.get("reason", ""))
    file = json.dumps(known, default=str, ensure_ascii=False, indent=1)
    answer = Response(file, mimetype="application/json")
    answer.headers["Content-Disposition"] = f'attachment; filename="person-{person_id}.json"'
    return answer


@bp.post("/people/<uuid:person_id>/erasure")
def erase_person(person_id: UUID) -> ResponseReturnValue:
    """Take this person out of every book."""
    erasure.erase(person_id, request.form.get("reason", ""))
    return go(url_for(".people"), _("The person is erased."))
