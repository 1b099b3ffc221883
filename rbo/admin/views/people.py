"""`/admin/people`: finding a person, handing out what is known about them, and erasing them."""

from __future__ import annotations

import json
from uuid import UUID

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from rbo.admin import dossier, erasure, queries
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


@bp.get("/people/<uuid:person_id>")
def person(person_id: UUID) -> ResponseReturnValue:
    """What would go with this person, and what the law wants kept."""
    return render_template("admin/person.html", trace=erasure.preview(person_id))


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
