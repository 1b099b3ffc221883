"""Letting another stringer look at one order, and ending that; either side may."""

from __future__ import annotations

from uuid import UUID

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from rbo.orders import queries as orders
from rbo.orders.models import Order
from rbo.platform.back import back_or
from rbo.platform.db import db
from rbo.platform.errors import TooOften
from rbo.platform.scope import current_stringer
from rbo.platform.web import for_a_while, go
from rbo.sharing import queries, service
from rbo.sharing.forms import ShareForm
from rbo.sharing.views.door import bp


@bp.get("/orders/<int:number>/shares")
def of_order(number: int) -> ResponseReturnValue:
    """Who may look at this order."""
    return _page(orders.by_number(number), ShareForm())


@bp.post("/orders/<int:number>/shares")
def share(number: int) -> ResponseReturnValue:
    """One more may; the answer is the same whether the address is known or not."""
    order, form = orders.by_number(number), ShareForm()
    if not form.validate():
        return _page(order, form), 422
    try:
        service.share([order], form.grantee_email.data or "")
    except (service.OwnAddress, TooOften) as refused:
        form.grantee_email.errors = [str(refused)]
        return for_a_while((_page(order, form), refused.status), refused)
    db.session.commit()
    return go(url_for(".of_order", number=number), _("Shared."))


@bp.delete("/shares/<uuid:share_id>")
def revoke(share_id: UUID) -> ResponseReturnValue:
    """No longer: the granter takes it back, or the grantee has no use for it."""
    grant = queries.grant(share_id)
    service.end(grant)
    db.session.commit()
    if grant.grantee_id == current_stringer():
        return go(back_or(url_for(".inbox")), _("Taken off your list."))
    return go(back_or(url_for(".inbox")), _("No longer shared."), url_for(".share_again", given_id=share_id))


@bp.delete("/shares/<uuid:given_id>/end")
def share_again(given_id: UUID) -> ResponseReturnValue:
    """Revoking was a mistake."""
    service.give_again(queries.given_once(given_id))
    db.session.commit()
    return go(back_or(url_for(".inbox")), _("Shared again."))


def _page(order: Order, form: ShareForm) -> str:
    grants = queries.given(order.id)
    return render_template("sharing/order.html", order=order, grants=grants, form=form)
