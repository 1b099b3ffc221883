"""What else can be done with the ticked orders: mail their receipts, print labels, save them as a file."""

from __future__ import annotations

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from rbo.orders import mailing, spreadsheet
from rbo.orders.chosen import looked_up
from rbo.orders.views.door import bp
from rbo.platform import history, once
from rbo.platform.back import back_or
from rbo.platform.db import db
from rbo.platform.ids import new_id
from rbo.platform.tables import as_csv
from rbo.platform.web import tell, ticked
from rbo.stringers import queries as stringers


@bp.post("/picked")
def picked() -> str:
    """The ticked orders, who of them would get mail, and the buttons; five hundred numbers fit no address."""
    numbers = ticked()
    known = {"mailing": mailing.mailing_of(numbers), "back": back_or(url_for(".index")), "form_key": new_id()}
    return render_template("orders/picked.html", **known)


@bp.post("/letters")
def mail_several() -> ResponseReturnValue:
    """Each of the receipts goes out once more."""
    result = once.made(request.form.get("form_key"), request.form.items(multi=True), _mail)
    db.session.commit()
    return redirect(result, 303)


@bp.post("/table.csv")
def save_table() -> Response:
    """The ticked orders for a spreadsheet program; the history of the book says so."""
    orders, _held = looked_up(ticked())
    table = spreadsheet.table_of(orders[number] for number in sorted(orders, reverse=True))
    history.note(db.session(), stringers.mine(), "orders_table")
    db.session.commit()
    answer = Response(as_csv(table), mimetype="text/csv")
    answer.headers.set("Content-Disposition", "attachment", filename=f"rbo-{table.name}.csv")
    return answer


def _mail() -> str:
    done = mailing.mail_again(ticked())
    words = ngettext("%(num)d receipt is on its way.", "%(num)d receipts are on their way.", len(done.goes))
    tell(" ".join((words, *(f"{order.client.name}: {why}" for order, why in done.stays))))
    return back_or(url_for(".index"))
