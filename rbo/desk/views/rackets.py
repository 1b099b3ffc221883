"""The page of one racket: its course of tensions, and everything that was strung into it."""

from __future__ import annotations

from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue

from rbo.clients import told
from rbo.clients.queries import by_id
from rbo.desk import curves
from rbo.desk import dossier as dossiers
from rbo.desk.views.door import bp
from rbo.platform.told import told_of
from rbo.platform.web import is_htmx, row_number
from rbo.platform.words import local_today


@bp.get("/clients/<uuid:client_id>/rackets/<uuid:racket_id>")
def racket(client_id: UUID, racket_id: UUID) -> ResponseReturnValue:
    """One racket of a client; *before* goes on in its history."""
    before = request.args.get("before", type=row_number)
    client = by_id(client_id)
    frame = dossiers.frame(client, racket_id)
    story = dossiers.story(client_id, racket_id, before)
    known = {"story": story, "before": before, "client_id": client_id, "racket_id": racket_id}
    if before is not None and is_htmx():
        return render_template("desk/_story.html", **known)
    name = frame.racket.instance_id or frame.racket.label
    return render_template(
        "desk/racket.html",
        client=client,
        frame=frame,
        racket=frame.racket,
        tension=curves.tension_chart(frame.jobs, name),
        readings=curves.dt_charts(frame.jobs, name),
        changes=told_of(frame.racket.id, told.said) if "changes" in request.args else None,
        today=local_today(),
        **known,
    )
