"""Add stringjob: pick the client, copy the last job, save."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from rbo.catalogue import queries as catalogue
from rbo.clients import queries as clients
from rbo.clients import service as client_service
from rbo.clients.models import ClientProfile, Racket
from rbo.orders import habits, queries, service
from rbo.orders.forms import NEW, StringjobForm
from rbo.orders.intake import NewOrder, take_in
from rbo.orders.models import Order
from rbo.orders.views import filling
from rbo.orders.views.door import bp
from rbo.orders.views.moves import letter_words
from rbo.platform import once
from rbo.platform.db import db
from rbo.platform.errors import Refused
from rbo.platform.ids import new_id
from rbo.platform.web import go, is_htmx, searched
from rbo.platform.words import local_today
from rbo.stringers import queries as stringers

OFFERED = 400


@bp.get("/new")
def new() -> ResponseReturnValue:
    """First whose racket it is, then the form as the last job was.

    The form's key stands in the address, so that going back and saving again makes nothing twice.
    """
    chosen = request.args.get("client", "")
    if not chosen:
        return _pick()
    if "key" not in request.args:
        return redirect(f"{request.full_path}&key={new_id()}")
    client = None if chosen == NEW else clients.by_id(_uuid(chosen))
    rackets = _in_rotation(client)
    values = filling.blank(stringers.mine(), _uuid(request.args["key"]))
    last = _last(client) if client else None
    if client:
        values["client"] = str(client.id)
        values["racket"] = _racket_at_first(rackets, last)
    if last and "empty" not in request.args:
        values.update(filling.copied(last))
    form = StringjobForm(formdata=None, data=values)
    return _page(form, client, rackets, last)


@bp.post("/new")
def add() -> ResponseReturnValue:
    """Save as ordered, or as strung at once; what was typed stays when something is to be changed."""
    chosen = request.form.get("client", NEW)
    client = None if chosen == NEW else clients.by_id(_uuid(chosen))
    rackets = _in_rotation(client)
    form = StringjobForm()
    form.offer(rackets)
    if not form.validate():
        return _page(form, client, rackets), 422
    try:
        address, order = _saved(form, client)
    except Refused as refusal:
        db.session.rollback()
        return _page(form, client, rackets, refusal=str(refusal)), refusal.status
    db.session.commit()
    return _gone_to(address, order)


def _pick() -> ResponseReturnValue:
    text = searched()
    found = clients.find(text) if text else queries.recent_clients()
    jobs = queries.jobs_of([client.id for client in found])
    template = "orders/_clients.html" if is_htmx() else "orders/pick.html"
    return render_template(template, clients=found, jobs=jobs, text=text)


def _saved(form: StringjobForm, client: ClientProfile | None) -> tuple[str, Order | None]:
    """Where the order is, and the order itself unless the form came before."""
    made: list[Order] = []

    def make() -> str:
        made.append(_save(form, client))
        return url_for(".show", number=made[0].number)

    address = once.made(form.form_key.data, request.form.items(multi=True), make)
    return address, made[0] if made else None


def _gone_to(address: str, order: Order | None) -> ResponseReturnValue:
    if order is None:
        return go(address)
    if not order.is_strung:
        return go(address, _("Order %(number)s is saved.", number=order.number))
    undo = url_for(".take_back_stringing", number=order.number, version=order.version)
    return go(address, letter_words(order), undo)


def _save(form: StringjobForm, client: ClientProfile | None) -> Order:
    client = client or client_service.add_client(form.new_client())
    new = NewOrder(
        **vars(filling.content_of(form)),
        client=client,
        racket=_racket(form, client),
        ordered_at=form.ordered_at.data,
    )
    order = take_in(new)
    if request.form.get("to") != "strung":
        return order
    order = queries.by_number(order.number, lock=True)
    service.mark_strung(order, on=local_today())
    return order


def _racket(form: StringjobForm, client: ClientProfile) -> Racket:
    if form.racket.data != NEW:
        return clients.racket_by_id(_uuid(form.racket.data))
    model = catalogue.racket_named(form.racket_name.data)
    return client_service.add_racket(client, form.new_racket(model))


def _page(
    form: StringjobForm,
    client: ClientProfile | None,
    rackets: Sequence[Racket],
    last: Order | None = None,
    refusal: str = "",
) -> str:
    form.offer(rackets)
    return render_template(
        "orders/_form.html" if is_htmx() else "orders/new.html",
        form=form,
        client=client,
        rackets={str(racket.id): racket for racket in rackets},
        last=last,
        jobs=queries.jobs_of([client.id]) if client else {},
        refusal=refusal,
        offers=habits.offers(),
        models=[model.full_name for model in catalogue.find_rackets(limit=OFFERED)],
        currency=stringers.mine().currency,
        is_empty="empty" in request.args,
    )


def _last(client: ClientProfile) -> Order | None:
    racket = request.args.get("racket", "")
    racket_id = _uuid(racket) if racket not in ("", NEW) else None
    return queries.usual(client.id, racket_id) or queries.usual(client.id)


def _racket_at_first(rackets: Sequence[Racket], last: Order | None) -> str:
    wanted = request.args.get("racket") or (str(last.racket_id) if last else "")
    known = [str(racket.id) for racket in rackets]
    if wanted in (*known, NEW):
        return wanted
    return known[0] if known else NEW


def _in_rotation(client: ClientProfile | None) -> list[Racket]:
    if client is None:
        return []
    return [racket for racket in clients.rackets_of(client) if racket.retired_at is None]


def _uuid(text: str | None) -> UUID:
    try:
        return UUID(text or "")
    except ValueError:
        abort(404)
