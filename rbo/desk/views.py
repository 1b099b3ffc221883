"""Pages that look across rooms."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from rbo.orders import queries as orders
from rbo.platform.words import local_today
from rbo.receipts import queries as receipts

bp = Blueprint("desk", __name__, template_folder="templates")


@bp.get("/")
def today() -> ResponseReturnValue:
    """What is on the bench, what waits, what went wrong."""
    failed = receipts.undelivered()
    return render_template(
        "desk/today.html",
        today=local_today(),
        score=orders.score(),
        bench=orders.bench(),
        waiting=orders.waiting(),
        strung=orders.recently_strung(),
        failed=[(letter, orders.with_receipt(letter.receipt_id)) for letter in failed],
    )
