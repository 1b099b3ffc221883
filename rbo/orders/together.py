"""One step of several orders, taken or taken back in a few statements for all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from rbo.orders import letters
from rbo.orders.constraints import Kind, Step
from rbo.orders.models import Order
from rbo.orders.moves import just_done, move_all, refuse_change_since
from rbo.orders.obstacles import refuse_paying, refuse_returning, refuse_stringing, refuse_undoing
from rbo.platform.errors import Refused
from rbo.receipts import service as receipts

OBSTACLES = {Step.STRUNG: refuse_stringing, Step.RETURNED: refuse_returning, Step.PAID: refuse_paying}


def mark_all(orders: Sequence[Order], step: Step, on: date) -> dict[int, str]:
    """Let each that can take *step* as its verb does; why not, by number, for the others."""
    going, refused = _divided(orders, step, on, lambda order: OBSTACLES[step](order, on))
    if step is Step.STRUNG:
        _string_all(going, on)
    else:
        move_all(going, step, on)
    return refused


def take_all_back(orders: Sequence[Order], step: Step, seen: Mapping[int, int]) -> dict[int, str]:
    """Undo *step* of each that is still of the version *seen*; why not, by number, for the others."""

    def refuse(order: Order) -> None:
        refuse_undoing(order, step)
        refuse_change_since(order, seen[order.number])

    going, refused = _divided(orders, step, None, refuse)
    move_all(going, step, None)
    if step is Step.STRUNG:
        receipts.call_back_all([order.receipt_id for order in going if order.receipt_id is not None])
    return refused


def _divided(
    orders: Sequence[Order], step: Step, to: date | None, refuse: Callable[[Order], None]
) -> tuple[list[Order], dict[int, str]]:
    """Those that go, and why others do not; who clicked twice finds it done."""
    done = just_done(orders, step, to)
    going, refused = list[Order](), dict[int, str]()
    for order in orders:
        if order.id in done:
            continue
        try:
            refuse(order)
            going.append(order)
        except Refused as refusal:
            refused[order.number] = str(refusal)
    return going, refused


def _string_all(orders: Sequence[Order], on: date) -> None:
    again = {order.number for order in orders if order.receipt is not None}
    theirs = [order for order in orders if order.kind is not Kind.SELF]
    letters.mint_all([order for order in theirs if order.number not in again], on.year)
    move_all(orders, Step.STRUNG, on)
    letters.send_all_strung(theirs, again)
