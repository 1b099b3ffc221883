"""`/orders`: rackets on the bench."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import g, url_for
from flask_babel import gettext as _

from rbo.api.v1 import jobs, written
from rbo.api.v1.cursors import BadCursor, place
from rbo.api.v1.door import offer
from rbo.api.v1.etags import headers_telling, seen
from rbo.api.v1.shapes.lists import listed
from rbo.api.v1.shapes.orders import AskedOrders, NewOrderShape, OrderChangeShape, OrderList, OrderShape
from rbo.clients import queries as clients
from rbo.orders import queries
from rbo.orders.changes.change import change
from rbo.orders.changes.edition import edition_of
from rbo.orders.intake import NewOrder, take_in
from rbo.orders.listing import filters
from rbo.orders.listing.wanted import Mark, Wanted
from rbo.orders.listing.whole import mark_of
from rbo.orders.redo import refuse_undone
from rbo.orders.side import Side
from rbo.platform.problems import Invalid

TAG = "Orders"
DAYS = ("ordered_at", "strung_at", "returned_at", "paid_at")


@offer("GET", "/orders", tag=TAG, takes=AskedOrders, gives=OrderList)
def orders(asked: dict[str, Any]) -> Any:
    """Orders, the newest first; by their day where days narrow them"""
    wanted, limit = _wanted(asked), asked["limit"]
    found = written.page(wanted, _mark(wanted, place(asked)), limit + 1)
    return listed(found, limit, lambda last: mark_of(wanted, last["number"], last["ordered_at"]))


@offer("POST", "/orders", tag=TAG, takes=NewOrderShape, gives=OrderShape, status=201)
def take_order_in(said: dict[str, Any]) -> Any:
    """Take a racket in"""
    order = take_in(_new(said))
    return told(order.number, Location=url_for(".order", number=order.number))


@offer("GET", "/orders/<int:number>", tag=TAG, gives=OrderShape)
def order(number: int) -> Any:
    """One order"""
    return told(number)


@offer("PATCH", "/orders/<int:number>", tag=TAG, takes=OrderChangeShape, gives=OrderShape)
def change_order(said: dict[str, Any], number: int) -> Any:
    """Change an order; a receipt that now says something else is sent again"""
    found = queries.by_number(number, lock=True)
    known = edition_of(found)
    client = clients.by_id(said["client_id"]) if "client_id" in said else known.client
    racket = jobs.racket_of(said["racket"], client) if "racket" in said else known.racket
    content = jobs.content(said, known.main, known.cross)
    content = jobs.with_method(content, known.pieces, known.knots)
    days = {day: said[day] for day in DAYS if day in said}
    change(found, replace(known, **content, **days, client=client, racket=racket), seen(found), send=True)
    return told(number)


def told(number: int, **headers: str) -> Any:
    """The order as it stands now, with its version."""
    order = written.one(number)
    return order, headers_telling(order["version"], **headers)


def _new(said: dict[str, Any]) -> NewOrder:
    me, client = g.me, clients.by_id(said["client_id"])
    first = jobs.side_of(said["main"], Side(), "main")
    if not first.label or first.tension is None:
        missing = "string_id" if not first.label else "tension"
        raise Invalid({f"main.{missing}": [_("Say with which string, and how hard.")]})
    content = jobs.with_method(jobs.content(said, Side(), first), None, None)
    again = queries.by_number(said["redo_of"]) if said.get("redo_of") else None
    if again is not None:
        refuse_undone(again)
    usual = {"tension_unit": me.default_tension_unit, "labour_price": me.default_labour_price}
    return NewOrder(
        **usual | content,
        client=client,
        racket=jobs.racket_of(said["racket"], client),
        ordered_at=said.get("ordered_at"),
        is_draft="ordered_at" in said and said["ordered_at"] is None,
        redo_of=again.id if again else None,
    )


def _wanted(asked: dict[str, Any]) -> Wanted:
    since, until = asked.get("since"), asked.get("until")
    if since and until and until < since:
        raise Invalid({"to": [_("This day is before the first one.")]})
    state = filters.PLACES.get(asked.get("state", ""))
    return Wanted(asked["q"], state, asked.get("client_id"), since=since, until=until)


def _mark(wanted: Wanted, word: str) -> Mark | None:
    if not word:
        return None
    found = filters.mark({"at": word}, "at", wanted)
    if found is None:
        raise BadCursor(_("This cursor is none of this list. Begin without one."))
    return found
