"""`/exports`: one's book as files, and the schema they are written by."""

from __future__ import annotations

import logging
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from rbo.auth.visitor import need_fresh_login, visitor
from rbo.exports import link, queries, service
from rbo.exports.answers import hand_over
from rbo.exports.document import ADDRESS, SCHEMA
from rbo.exports.models import Format
from rbo.platform.db import db
from rbo.platform.errors import Missing, Refused
from rbo.platform.jobs.progress import progress_of
from rbo.platform.jobs.reasons import explain
from rbo.platform.web import is_htmx, public, respond

log = logging.getLogger(__name__)
bp = Blueprint("exports", __name__, template_folder="templates")


@bp.get("/exports")
def index() -> ResponseReturnValue:
    """What there is, what is being made, and what can be made."""
    page = "exports/_files.html" if is_htmx() else "exports/index.html"
    return render_template(page, is_fresh=visitor().is_fresh, **_shown())


@bp.post("/exports")
def make() -> ResponseReturnValue:
    """Have one made; asking twice is asking once."""
    need_fresh_login(_("Sign in again, then ask for the file within 15 minutes."))
    try:
        wanted = Format(request.form.get("format", ""))
    except ValueError:
        raise Refused(_("Choose what the file should be.")) from None
    service.ask_for(wanted)
    db.session.commit()
    return respond("exports/_files.html", page=url_for(".index"), **(_shown() if is_htmx() else {}))


@bp.get("/exports/<uuid:export_id>/download")
def download(export_id: UUID) -> ResponseReturnValue:
    """The way to the file, by a link that is made now for who has just signed in."""
    queries.export(export_id)
    if not visitor().is_fresh:
        return redirect(url_for(".index"), 303)
    word = link.signed(export_id, g.me.id, visitor().login_id)
    return redirect(url_for(".file", export_id=export_id, link=word), 303)


@bp.get("/exports/<uuid:export_id>/file")
def file(export_id: UUID) -> ResponseReturnValue:
    """The file, for whoever asked for it and holds a fresh link to it."""
    export = queries.export(export_id)
    word = request.args.get("link", "")
    if not word:
        return redirect(url_for(".download", export_id=export_id), 303)
    if not (export.is_ready and link.opens(word, export_id, g.me.id, visitor().login_id)):
        raise Missing
    log.info("export fetched")
    return hand_over(export)


@bp.get(ADDRESS)
@public
def schema() -> Response:
    """What the JSON document looks like, for programs and for those who write them."""
    return Response(SCHEMA.read_bytes(), mimetype="application/schema+json")


def _shown() -> dict[str, Any]:
    exports = queries.present()
    return {
        "exports": exports,
        "percents": {export.id: progress_of(export.id) for export in exports if export.is_under_way},
        "reasons": {export.id: explain(export.outbox) for export in exports},
    }
