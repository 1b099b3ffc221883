"""The receipt as a PDF, and as a page for the browser's printer."""

from __future__ import annotations

from uuid import UUID

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from rbo.orders import paper, queries
from rbo.orders.views.door import bp
from rbo.receipts import answers
from rbo.receipts import queries as receipts
from rbo.stringers import queries as stringers


@bp.get("/<int:number>/receipt.pdf")
def receipt_pdf(number: int) -> ResponseReturnValue:
    """Today's receipt, drawn by the worker."""
    me = stringers.mine()
    copy, deed = paper.copy_for(me, number), paper.deed_for(me, number)
    return answers.hand_out(copy, deed, url_for(".receipt", number=number))


@bp.get("/<int:number>/receipt")
def receipt(number: int) -> ResponseReturnValue:
    """Today's receipt to be printed from here."""
    return answers.print_view(paper.copy_for(stringers.mine(), number))


@bp.get("/letters/<uuid:emission_id>")
def letter(emission_id: UUID) -> ResponseReturnValue:
    """To the order whose receipt this letter carried."""
    receipt_id = receipts.emission(emission_id).receipt_id
    order = queries.of_receipts([receipt_id])[receipt_id]
    return redirect(url_for(".show", number=order.number), 303)
