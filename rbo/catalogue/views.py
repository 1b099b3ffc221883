"""Looking through rackets and strings, and adding one's own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from rbo.catalogue import queries, service
from rbo.catalogue.forms import SPORTS, RacketModelForm, StringModelForm
from rbo.catalogue.models import Sport
from rbo.platform import once
from rbo.platform.db import db
from rbo.platform.web import is_htmx, searched

bp = Blueprint("catalogue", __name__, url_prefix="/catalogue", template_folder="templates")
A_PAGE = 50


@bp.get("")
def rackets() -> ResponseReturnValue:
    """Racket models; *q* searches, *sport* narrows, *skip* is how many were seen already."""
    return _list("rackets", queries.find_rackets)


@bp.get("/strings")
def strings() -> ResponseReturnValue:
    """Strings, each with its gauges."""
    return _list("strings", queries.find_families)


@bp.route("/rackets/new", methods=["GET", "POST"])
def add_racket() -> ResponseReturnValue:
    """One more racket model, for oneself."""
    form = RacketModelForm()
    return _add(form, "racket", lambda: _found("rackets", service.add_racket_model(form.entered()).full_name))


@bp.route("/strings/new", methods=["GET", "POST"])
def add_string() -> ResponseReturnValue:
    """One more string, for oneself."""
    form = StringModelForm()
    return _add(form, "string", lambda: _found("strings", service.add_string_model(form.entered()).label))


def _list(kind: str, find: Callable[..., Any]) -> ResponseReturnValue:
    text, wanted = searched(), request.args.get("sport", "")
    sport = Sport(wanted) if wanted in list(Sport) else None
    skip = min(max(request.args.get("skip", 0, type=int), 0), 100_000)
    models = find(text, sport, limit=A_PAGE + 1, skip=skip)
    return render_template(
        "catalogue/_models.html" if is_htmx() else "catalogue/index.html",
        kind=kind,
        models=models[:A_PAGE],
        text=text,
        sport=sport,
        sports=SPORTS,
        skip=skip,
        next=skip + A_PAGE if len(models) > A_PAGE else None,
    )


def _add(form: RacketModelForm | StringModelForm, kind: str, make: Callable[[], str]) -> ResponseReturnValue:
    template = f"catalogue/{kind}.html"
    if not form.is_submitted():
        return render_template(template, form=form, refusal="")
    if not form.validate():
        return render_template(template, form=form, refusal=""), 422
    try:
        address = once.made(form.form_key.data, request.form.items(multi=True), make)
    except service.KnownModel as known:
        db.session.rollback()
        return render_template(template, form=form, refusal=str(known)), known.status
    db.session.commit()
    flash(_("Saved. Only you see it."))
    return redirect(address, 303)


def _found(kind: str, name: str) -> str:
    return url_for(f".{kind}", q=name)
