"""The steps of an order: POST takes one, DELETE takes it back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from rbo.api.v1.door import offer
from rbo.api.v1.etags import seen
from rbo.api.v1.shapes.orders import OrderShape, StepShape
from rbo.api.v1.views.orders import TAG, told
from rbo.orders import queries, service
from rbo.orders.models import Order
from rbo.platform.words import local_today

Forward = Callable[[Order, date], object]
Back = Callable[[Order, int], object]
STEPS: dict[str, tuple[Forward, Back, str, str]] = {
    "stringing": (
        service.mark_strung,
        service.undo_stringing,
        "Strung: the receipt gets its number and goes out",
        "Not strung after all; what was mailed stays mailed",
    ),
    "return": (service.mark_returned, service.undo_return, "Handed back", "Still here"),
    "payment": (service.mark_paid, service.undo_payment, "Paid", "Not paid after all"),
    "cancellation": (service.cancel, service.undo_cancellation, "Off the bench", "Back on the bench"),
}


def _taking(step: str, verb: Forward, words: str) -> Callable[..., Any]:
    def take(said: dict[str, Any], number: int) -> Any:
        order = queries.by_number(number, lock=True)
        seen(order)
        verb(order, said.get("on") or local_today())
        return told(number)

    take.__name__, take.__doc__ = f"take_{step}", words
    return take


def _taking_back(step: str, verb: Back, words: str) -> Callable[..., Any]:
    def take_back(number: int) -> Any:
        order = queries.by_number(number, lock=True)
        verb(order, seen(order))
        return told(number)

    take_back.__name__, take_back.__doc__ = f"take_back_{step}", words
    return take_back


for name, (forward, back, done, undone) in STEPS.items():
    address = f"/orders/<int:number>/{name}"
    offer("POST", address, tag=TAG, takes=StepShape, gives=OrderShape)(_taking(name, forward, done))
    offer("DELETE", address, tag=TAG, gives=OrderShape)(_taking_back(name, back, undone))
