"""The receipt as a PDF, and as a page for the browser's printer."""

from __future__ import annotations

from flask import url_for
from flask.typing import ResponseReturnValue

from rbo.orders import paper
from rbo.orders.views.door import bp
from rbo.receipts import answers
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
