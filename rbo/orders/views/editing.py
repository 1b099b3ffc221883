"""The form of an order that is changed, and the editions it stands for."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rbo.clients import queries as clients
from rbo.clients.models import ClientProfile, Racket
from rbo.orders.edit_form import DAYS, EditForm
from rbo.orders.edition import POINTS, Edition, differing, marks
from rbo.orders.models import Order
from rbo.orders.moves import date_of
from rbo.orders.views import filling
from rbo.orders.views.whose import as_id

MINE, ALL, TAKE = "mine", "all", "take-"


@dataclass(frozen=True)
class Desk:
    """An order, and the client and rackets it is said to belong to while it is changed."""

    order: Order
    client: ClientProfile
    rackets: Sequence[Racket]


def desk_of(order: Order, client_id: str) -> Desk:
    """What lies on the desk: without a *client_id* its own client, and its racket though that may be retired."""
    is_same = client_id in ("", str(order.client_id))
    client = order.client if is_same else clients.by_id(as_id(client_id))
    rackets = [racket for racket in clients.rackets_of(client) if not racket.retired_at]
    if is_same and order.racket not in rackets:
        rackets.insert(0, order.racket)
    return Desk(order, client, rackets)


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
    content = vars(filling.content_of(form))
    days: dict[str, Any] = {f"{step}_at": form.day_of(step) for step in DAYS}
    return Edition(
        **content | days | {"comments": content["comments"].replace("\r\n", "\n")},
        client=desk.client,
        racket=next(racket for racket in desk.rackets if str(racket.id) == form.racket.data),
    )


def marked(edition: Edition) -> str:
    """The marks of *edition*, as a form carries them."""
    return json.dumps(marks(edition), separators=(",", ":"))


def points_of_mine(asked: Edition, now: Edition, sent: Mapping[str, str]) -> set[str]:
    """Where *asked* is meant to win over *now*: as was chosen, else what was changed since it was shown."""
    if sent.get(ALL) == MINE:
        return set(differing(asked, now))
    seen = _marks(sent.get("marks", ""))
    changed = {point for point, mark in marks(asked).items() if seen.get(point) != mark}
    chosen = {point: sent.get(f"{TAKE}{point}") for point in POINTS}
    wins = {point for point in POINTS if chosen[point] == MINE or (not chosen[point] and point in changed)}
    return wins & set(differing(asked, now))


def _marks(sent: str) -> dict[str, str]:
    try:
        known = json.loads(sent)
    except ValueError:
        return {}
    return known if isinstance(known, dict) else {}
