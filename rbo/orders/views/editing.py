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
    first = [order.racket] if is_same else []
    rest = [racket for racket in clients.frames_of(client) if racket not in first]
    return Desk(order, client, first + rest)


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
    different = set(differing(asked, now))
    if sent.get(ALL) == MINE:
        return different
    changed, chosen = _changed(asked, sent), {point: sent.get(f"{TAKE}{point}") for point in POINTS}
    return {point for point in different if (chosen[point] or (point in changed and MINE)) == MINE}


def points_of_both(asked: Edition, now: Edition, sent: Mapping[str, str]) -> set[str]:
    """What both changed since it was shown, each in another way."""
    return _changed(asked, sent) & _changed(now, sent) & set(differing(asked, now))


def _changed(edition: Edition, sent: Mapping[str, str]) -> set[str]:
    seen = _marks(sent.get("marks", ""))
    return {point for point, mark in marks(edition).items() if seen.get(point) != mark}


def _marks(sent: str) -> dict[str, str]:
    try:
        known = json.loads(sent)
    except ValueError:
        return {}
    return known if isinstance(known, dict) else {}
