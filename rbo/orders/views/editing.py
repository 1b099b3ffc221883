"""The form of an order that is changed, and the editions it stands for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from rbo.clients import queries as clients
from rbo.clients.models import ClientProfile, Racket
from rbo.orders.changes.edition import Edition
from rbo.orders.changes.meeting import Meeting, read
from rbo.orders.constraints import Kind
from rbo.orders.forms.edit import DAYS, EditForm
from rbo.orders.models import Order
from rbo.orders.moves import date_of
from rbo.orders.offers.reach import Reach, reach_of
from rbo.orders.views import filling
from rbo.orders.views.whose import as_id
from rbo.platform.errors import Missing

ALL, TAKE = "all", "take-"


@dataclass(frozen=True)
class Desk:
    """An order, and the client and rackets it is said to belong to while it is changed."""

    order: Order
    client: ClientProfile
    rackets: Sequence[Racket]


def desk_of(order: Order, client_id: str) -> Desk:
    """What lies on the desk; without a *client_id* its own client, with its racket though that is retired."""
    is_same = client_id in ("", str(order.client_id))
    client = order.client if is_same else clients.by_id(as_id(client_id))
    first = [order.racket] if is_same else []
    rest = [racket for racket in clients.frames_of(client) if racket not in first]
    return Desk(order, client, first + rest)


def desk_sent(order: Order, client_id: str, racket_id: str) -> Desk:
    """The same for a form that comes back: its client may be part of another by now, the racket too.

    Raises:
        Missing: the book has no such client, nor is it the order's own racket.
    """
    try:
        return desk_of(order, client_id)
    except Missing:
        own = desk_of(order, "")
        if racket_id not in {str(racket.id) for racket in own.rackets}:
            raise
        return own


def reach(form: EditForm, desk: Desk) -> Reach | None:
    """What the frame that is chosen is made for."""
    chosen = next((racket for racket in desk.rackets if str(racket.id) == form.racket.data), None)
    return reach_of(clients.racket_of(desk.client, chosen.id).model) if chosen else None


def shown(desk: Desk) -> EditForm:
    """The form as it is shown at first; its marks tell later what was changed."""
    order = desk.order
    racket = order.racket if order.racket in desk.rackets else next(iter(desk.rackets), None)
    values: dict[str, Any] = filling.shown(order) | {
        "version": str(order.version),
        "client": str(desk.client.id),
        "racket": str(racket.id) if racket else "",
        **{f"day_{step}": date_of(order, step) for step in DAYS},
    }
    form = EditForm(formdata=None, data=values)
    form.offer(order, desk.rackets)
    return form


def stored(order: Order) -> Edition:
    """*order* as the form shows it, which says some things in another way than the book does."""
    desk = desk_of(order, "")
    return edition(shown(desk), desk)


def edition(form: EditForm, desk: Desk) -> Edition:
    """The edition that *form* asks for."""
    content = dict(vars(filling.content_of(form)))
    if desk.order.kind is Kind.SELF:  # its form has no bill, and does not ask whose string it was
        for side in ("main", "cross"):
            content[side] = replace(content[side], byo=getattr(desk.order, side).byo)
    days: dict[str, Any] = {f"{step}_at": form.day_of(step) for step in DAYS}
    return Edition(
        **content | days | {"comments": content["comments"].replace("\r\n", "\n")},
        client=desk.client,
        racket=next(racket for racket in desk.rackets if str(racket.id) == form.racket.data),
    )


def meeting(form: EditForm, desk: Desk, sent: Mapping[str, str]) -> Meeting:
    """What *form* asks for, what is stored, and what was chosen between them."""
    choices = {name.removeprefix(TAKE): value for name, value in sent.items() if name.startswith(TAKE)}
    return Meeting(
        asked=edition(form, desk),
        now=stored(desk.order),
        seen=read(form.marks.data or ""),
        chosen={} if ALL in sent else choices,
        is_all_mine=ALL in sent,
    )
