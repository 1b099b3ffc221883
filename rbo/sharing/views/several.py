"""Letting another stringer look at the ticked orders of a list."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from rbo.orders import queries as orders
from rbo.platform.db import db
from rbo.platform.errors import TooOften
from rbo.platform.web import for_a_while, go, ticked
from rbo.sharing import service
from rbo.sharing.forms import ShareForm
from rbo.sharing.views.door import bp


@bp.post("/shares/picked")
def picked() -> ResponseReturnValue:
    """From the list of orders to the page that asks for the address."""
    numbers = ticked()
    orders.refuse_many(numbers)
    return redirect(url_for(".new", number=numbers), 303)


@bp.get("/shares/new")
def new() -> ResponseReturnValue:
    """These orders, with whom?"""
    return _page(ticked(), ShareForm())


@bp.post("/shares")
def share_several() -> ResponseReturnValue:
    """Each of them is a grant of its own."""
    numbers, form = ticked(), ShareForm()
    if not form.validate():
        return _page(numbers, form, 422)
    found = orders.by_numbers(numbers, lock=True)
    try:
        service.share(found.values(), form.grantee_email.data or "")
    except (service.OwnAddress, TooOften) as refused:
        form.grantee_email.errors = [str(refused)]
        return for_a_while(_page(numbers, form, refused.status), refused)
    if not found:
        return _page(numbers, form)
    db.session.commit()
    return go(url_for("orders.index"), _("Shared."))


def _page(numbers: list[int], form: ShareForm, status: int = 200) -> ResponseReturnValue:
    whose = orders.clients_of(numbers)
    if not whose:
        return go(url_for("orders.index"), _("Tick the orders that the other stringer may look at."))
    return render_template("sharing/several.html", whose=whose, form=form), status
