"""Changing an order: nothing somebody else saved meanwhile is lost."""

from __future__ import annotations

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from rbo.clients import queries as clients
from rbo.orders import queries
from rbo.orders.bill import envelope_of
from rbo.orders.changes.change import change
from rbo.orders.changes.edition import edition_of, merged
from rbo.orders.changes.meeting import written
from rbo.orders.constraints import Kind
from rbo.orders.forms.edit import SEND, EditForm
from rbo.orders.models import Order
from rbo.orders.offers import habits
from rbo.orders.views import editing
from rbo.orders.views.door import bp
from rbo.orders.views.editing import Desk
from rbo.platform.db import db
from rbo.platform.errors import Refused
from rbo.platform.versions import ChangedMeanwhile, seen
from rbo.platform.web import go, searched
from rbo.receipts.models import ReceiptEmission

OURS = ("csrf_token", "version", "marks", "send", editing.ALL)


@bp.get("/<int:number>/edit")
def edit(number: int) -> ResponseReturnValue:
    """The order in its form; *client* in the address is another one it should have been."""
    desk = editing.desk_of(queries.by_number(number), request.args.get("client", ""))
    form = editing.shown(desk)
    form.marks.data = written(editing.stored(desk.order))
    return _page(form, desk)


@bp.post("/<int:number>/edit")
def save(number: int) -> ResponseReturnValue:
    """Save what was changed; what somebody else changed meanwhile is shown beside it first."""
    said = (request.form.get(name, "") for name in ("client", "racket"))
    desk = editing.desk_sent(queries.by_number(number, lock=True), *said)
    form = EditForm()
    form.offer(desk.order, desk.rackets)
    if "more" in request.form:
        form.add_line()
        return _page(form, desk)
    if not form.validate():
        return _page(form, desk), 422
    try:
        letter = _saved(form, desk)
    except ChangedMeanwhile:
        return _clash(form, desk), 409
    except Refused as refusal:
        return _page(form, desk, str(refusal)), refusal.status
    db.session.commit()
    return go(url_for(".show", number=number), _said(desk.order, letter))


@bp.get("/<int:number>/owner")
def owner(number: int) -> ResponseReturnValue:
    """Whose racket it really was."""
    text = searched()
    found = clients.find(text) if text else queries.recent_clients()
    others = [client for client in found if not client.is_self_for_stringer]
    return render_template("orders/owner.html", order=queries.by_number(number), clients=others, text=text)


def _saved(form: EditForm, desk: Desk) -> ReceiptEmission | None:
    meeting = editing.meeting(form, desk, request.form)
    wanted = merged(edition_of(desk.order), meeting.asked, meeting.mine)
    return change(desk.order, wanted, seen(form.version.data), send=form.send.data == SEND)


def _said(order: Order, letter: ReceiptEmission | None) -> str:
    if letter is not None and letter.skipped is None:
        return str(_("Saved. The receipt is on its way again."))
    if order.is_strung and order.receipt is not None:
        return str(_("Saved. Nothing was mailed."))
    return str(_("Saved."))


def _page(form: EditForm, desk: Desk, refusal: str = "") -> str:
    return render_template(
        "orders/edit.html",
        form=form,
        order=desk.order,
        client=desk.client,
        rackets={str(racket.id): racket for racket in desk.rackets},
        envelope=envelope_of(desk.order),
        reach=editing.reach(form, desk),
        offers=habits.offers(),
        currency=desk.order.currency,
        is_free=desk.order.kind is Kind.SELF,
        refusal=refusal,
    )


def _clash(form: EditForm, desk: Desk) -> str:
    meeting = editing.meeting(form, desk, request.form)
    return render_template(
        "orders/clash.html",
        order=desk.order,
        form=form,
        meeting=meeting,
        marks=written(meeting.now),
        sent=[(name, value) for name, value in request.form.items(multi=True) if not _is_ours(name)],
        envelope=envelope_of(desk.order),
    )


def _is_ours(name: str) -> bool:
    return name in OURS or name.startswith(editing.TAKE)
