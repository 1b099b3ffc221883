"""What is done with a strung racket beside its steps: it is measured, or strung once more for nothing."""

from __future__ import annotations

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from rbo.orders import queries
from rbo.orders.changes import change
from rbo.orders.forms.reading import ReadingForm
from rbo.orders.redo import redo
from rbo.orders.views.door import bp
from rbo.orders.views.show import parts_of
from rbo.platform import once
from rbo.platform.db import db
from rbo.platform.versions import seen
from rbo.platform.web import go, is_htmx, respond


@bp.post("/<int:number>/reading")
def reading(number: int) -> ResponseReturnValue:
    """Note the dynamic tension; the receipt goes out again only when that was ticked."""
    order, form = queries.by_number(number, lock=True), ReadingForm()
    if not form.validate():
        template = "orders/_order.html" if is_htmx() else "orders/show.html"
        return render_template(template, **parts_of(order, form)), 422
    noted = change.Reading(form.dynamic_tension.data, form.noted_instrument)
    letter = change.note_reading(order, noted, seen(request.form.get("version")), send=form.send.data)
    db.session.commit()
    said = _("Noted. The receipt is on its way again.") if letter else _("Noted.")
    return respond("orders/_order.html", page=url_for(".show", number=number), said=said, **parts_of(order))


@bp.post("/<int:number>/redo")
def do_again(number: int) -> ResponseReturnValue:
    """The same racket on the bench once more, for nothing; a form that comes again makes no second one."""
    order = queries.by_number(number)

    def make() -> str:
        return url_for(".show", number=redo(order).number)

    address = once.made(request.form.get("form_key"), request.form.items(multi=True), make)
    db.session.commit()
    return go(address, _("On the bench again, for nothing: the redo of order %(number)s.", number=number))
