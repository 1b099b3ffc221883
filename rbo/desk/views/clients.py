"""The list of clients, the page of one with rackets and history, and the archive."""

from __future__ import annotations

from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from rbo.clients import service, told
from rbo.clients.models import ClientProfile
from rbo.clients.queries import by_id
from rbo.desk import curves, roster
from rbo.desk import dossier as dossiers
from rbo.desk.roster import Sort
from rbo.desk.views.door import bp
from rbo.platform.db import db
from rbo.platform.told import told_of
from rbo.platform.web import go, is_htmx, row_number, searched
from rbo.platform.words import local_today


@bp.get("/clients")
def clients() -> ResponseReturnValue:
    """Everybody; *q* searches, *sort* says who comes first, *after* behind whom the page begins."""
    text, after = searched(), request.args.get("after", type=UUID)
    sort, archived = _sort(), request.args.get("archived") == "1"
    found = roster.search(text) if text else roster.page(sort, after, archived=archived)
    return render_template(
        "desk/_clients.html" if is_htmx() else "desk/clients.html",
        page=found,
        text=text,
        after=after,
        sort=sort,
        archived=archived,
        today=local_today(),
    )


@bp.get("/clients/<uuid:client_id>")
def client(client_id: UUID) -> ResponseReturnValue:
    """One client: how to reach them, their rackets, what was strung; *before* goes on in the history."""
    before = request.args.get("before", type=row_number)
    if before is not None and is_htmx():
        story = dossiers.story(by_id(client_id).id, before=before)
        return render_template("desk/_story.html", story=story, before=before, client_id=client_id)
    look = dossiers.dossier(client_id, before)
    latest = look.latest
    return render_template(
        "desk/client.html",
        look=look,
        client=look.client,
        story=look.story,
        before=before,
        client_id=client_id,
        latest=latest,
        chart=curves.tension_chart(latest.jobs, latest.racket.label) if latest else None,
        changes=told_of(look.client.id, told.said) if "changes" in request.args else None,
        today=local_today(),
    )


@bp.post("/clients/<uuid:client_id>/archive")
def archive(client_id: UUID) -> ResponseReturnValue:
    """Out of the lists and pickers; nothing is deleted."""
    found = by_id(client_id)
    service.archive(found)
    said = _archived(found)
    db.session.commit()
    return go(_page_of(client_id), said, undo=url_for(".bring_back", client_id=client_id))


@bp.delete("/clients/<uuid:client_id>/archive")
def bring_back(client_id: UUID) -> ResponseReturnValue:
    """Back into the lists and pickers."""
    found = by_id(client_id)
    service.bring_back(found)
    db.session.commit()
    return go(_page_of(client_id), _("%(name)s is back in your lists.", name=found.name))


def _archived(found: ClientProfile) -> str:
    said: str = _("%(name)s is archived.", name=found.name)
    waiting = roster.tallies([found.id]).get(found.id, roster.Tally()).waiting
    if not waiting:
        return said
    open_jobs = ngettext(
        "%(num)d stringjob is still to be strung.", "%(num)d stringjobs are still to be strung.", waiting
    )
    return f"{said} {open_jobs}"


def _page_of(client_id: UUID) -> str:
    return url_for(".client", client_id=client_id)


def _sort() -> Sort:
    wanted = request.args.get("sort", "")
    return Sort(wanted) if wanted in list(Sort) else Sort.NAME
