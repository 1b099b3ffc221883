"""The receipt of an order, and its letters."""

from __future__ import annotations

from typing import Any

from flask import g
from flask_babel import gettext as _

from rbo.api.v1.door import offer
from rbo.api.v1.etags import seen
from rbo.api.v1.shapes.emissions import EmissionList, EmissionShape, told
from rbo.api.v1.shapes.lists import Listed
from rbo.api.v1.views.orders import TAG
from rbo.orders import paper, queries, service
from rbo.platform.db import db
from rbo.platform.errors import Refused
from rbo.platform.file_names import send_pdf
from rbo.receipts import queries as receipts
from rbo.receipts.handover import NoPaper, fetch

ADDRESS = "/orders/<int:number>/emissions"


class NotDrawn(Refused):
    """The receipt takes a moment longer; nothing is wrong."""

    status, wait_s = 202, 2


class NoDrawing(Refused):
    """The receipt cannot be drawn now."""

    status, wait_s = 503, 60


@offer("GET", "/orders/<int:number>/receipt.pdf", tag=TAG, gives="application/pdf", is_costly=True)
def receipt_pdf(number: int) -> Any:
    """Today's receipt, drawn by the worker; 202 while that takes a moment"""
    copy, deed = paper.copy_for(g.me, number), paper.deed_for(g.me, number)
    db.session.close()  # the worker does not have to wait for this reading
    try:
        drawn = fetch(copy, deed)
    except NoPaper:
        raise NoDrawing(_("The receipt cannot be drawn now. Ask again in a minute.")) from None
    if drawn is None:
        raise NotDrawn(_("The receipt is being drawn. Ask again in a moment."))
    return send_pdf(drawn, copy.file_name)


@offer("GET", ADDRESS, tag=TAG, gives=EmissionList)
def emissions(number: int) -> Any:
    """The letters with its receipt, the latest first"""
    order = queries.by_number(number)
    letters = receipts.emissions_of(order.receipt) if order.receipt else []
    return Listed([told(letter) for letter in letters])


@offer("POST", ADDRESS, tag=TAG, gives=EmissionShape, status=201, is_costly=True)
def send_again(number: int) -> Any:
    """Mail today's receipt once more"""
    order = queries.by_number(number, lock=True)
    seen(order)
    return told(receipts.emission(service.send_again(order).id))
