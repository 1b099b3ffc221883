"""Adding and changing clients and their rackets; the lists and the client's page are the desk's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from rbo.catalogue import queries as catalogue
from rbo.clients import queries, service
from rbo.clients.forms import ClientForm, RacketForm
from rbo.clients.models import ClientProfile, Racket
from rbo.people.service import JustMoved
from rbo.platform import once
from rbo.platform.back import back_or
from rbo.platform.db import db
from rbo.platform.errors import Refused
from rbo.platform.meanwhile import Difference, differences
from rbo.platform.versions import ChangedMeanwhile, seen
from rbo.platform.web import go
from rbo.platform.words import local_today

bp = Blueprint("clients", __name__, url_prefix="/clients", template_folder="templates")


@bp.route("/new", methods=["GET", "POST"])
def add() -> ResponseReturnValue:
    """A new client, and then their page."""
    form = ClientForm()
    if not form.is_submitted():
        return _client_page(form)
    if not form.validate():
        return _client_page(form), 422
    try:
        address = once.made(form.form_key.data, request.form.items(multi=True), lambda: _added(form))
    except JustMoved as refusal:
        db.session.rollback()
        return _client_page(form, refusal=refusal), refusal.status
    db.session.commit()
    return go(address, _("Saved."))


@bp.route("/<uuid:client_id>/edit", methods=["GET", "POST"])
def edit(client_id: UUID) -> ResponseReturnValue:
    """What is known about a client, to be changed; *back* in the address says where to go then."""
    client, form = queries.by_id(client_id), ClientForm()
    if not form.is_submitted():
        form.show(client)
        return _client_page(form, client)
    if not form.validate():
        return _client_page(form, client), 422
    try:
        service.change_client(client, form.entered(), seen(form.version.data))
    except ChangedMeanwhile as changed:
        db.session.rollback()
        return _client_page(form, client, changes=_beside(form, ClientForm, client)), changed.status
    db.session.commit()
    return go(_back(client), _("Saved."))


@bp.route("/<uuid:client_id>/rackets/new", methods=["GET", "POST"])
def add_racket(client_id: UUID) -> ResponseReturnValue:
    """One more frame of a client."""
    client, form = queries.by_id(client_id), RacketForm()
    if not form.is_submitted():
        return _racket_page(form, client)
    if not form.validate():
        return _racket_page(form, client), 422
    try:
        sent = request.form.items(multi=True)
        address = once.made(form.form_key.data, sent, lambda: _added_racket(form, client))
    except service.InstanceIdTaken as taken:
        return _racket_refused(form, client, None, taken)
    db.session.commit()
    return go(address, _("Saved."))


@bp.route("/<uuid:client_id>/rackets/<uuid:racket_id>/edit", methods=["GET", "POST"])
def edit_racket(client_id: UUID, racket_id: UUID) -> ResponseReturnValue:
    """What is known about a frame, to be changed; and whether it is still in use."""
    client, form = queries.by_id(client_id), RacketForm()
    racket = queries.racket_of(client, racket_id)
    if not form.is_submitted():
        form.show(racket)
        return _racket_page(form, client, racket)
    if not form.validate():
        return _racket_page(form, client, racket), 422
    try:
        _change(racket, form)
    except Refused as refusal:
        return _racket_refused(form, client, racket, refusal)
    db.session.commit()
    return go(url_for("desk.racket", client_id=client.id, racket_id=racket.id), _("Saved."))


def _added(form: ClientForm) -> str:
    return url_for("desk.client", client_id=service.add_client(form.entered()).id)


def _added_racket(form: RacketForm, client: ClientProfile) -> str:
    service.add_racket(client, form.entered(catalogue.racket_named(form.name.data)))
    return url_for("desk.client", client_id=client.id)


def _change(racket: Racket, form: RacketForm) -> None:
    same_model = racket.model if form.name.data == racket.label else None
    model = same_model or catalogue.racket_named(form.name.data)
    retired_at = (racket.retired_at or local_today()) if form.is_retired.data else None
    wanted = replace(form.entered(model), retired_at=retired_at)
    service.change_racket(racket, wanted, seen(form.version.data))


def _back(client: ClientProfile) -> str:
    return back_or(url_for("desk.client", client_id=client.id))


def _beside(form: Any, kind: type[Any], row: ClientProfile | Racket) -> Sequence[Difference]:
    """What is saved now beside what was typed; saved again, the form overwrites that."""
    saved = kind(formdata=None)
    saved.show(row)
    form.version.data = saved.version.data
    return differences(form, saved)


def _client_page(form: ClientForm, client: ClientProfile | None = None, **said: Any) -> str:
    back = _back(client) if client else url_for("desk.clients")
    known = {"refusal": "", "changes": None, **said}
    return render_template("clients/client.html", form=form, client=client, back=back, **known)


def _racket_page(form: RacketForm, client: ClientProfile, racket: Racket | None = None, **said: Any) -> str:
    models = [model.full_name for model in catalogue.find_rackets(limit=400)]
    known = {"refusal": "", "changes": None, **said}
    return render_template(
        "clients/racket.html", form=form, client=client, racket=racket, models=models, **known
    )


def _racket_refused(
    form: RacketForm, client: ClientProfile, racket: Racket | None, refusal: Refused
) -> ResponseReturnValue:
    db.session.rollback()
    if isinstance(refusal, service.InstanceIdTaken):
        form.instance_id.errors = (str(refusal),)
        return _racket_page(form, client, racket), refusal.status
    if isinstance(refusal, ChangedMeanwhile) and racket:
        changes = _beside(form, RacketForm, racket)
        return _racket_page(form, client, racket, changes=changes), refusal.status
    return _racket_page(form, client, racket, refusal=str(refusal)), refusal.status
