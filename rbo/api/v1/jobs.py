"""An order, written for a program, and read as the bench takes it in or changes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from flask_babel import gettext as _

from rbo.api.v1.shapes.emissions import told as told_letter
from rbo.catalogue import queries as catalogue
from rbo.clients import queries as clients
from rbo.clients import service as client_service
from rbo.clients.models import ClientProfile, Racket
from rbo.orders.content import method_of
from rbo.orders.gauge import Gauge
from rbo.orders.models import Order
from rbo.orders.naming import string_named
from rbo.orders.side import Side
from rbo.platform.problems import Invalid
from rbo.receipts import queries as receipts
from rbo.receipts.models import ReceiptEmission

OWN = ("id", "number", "kind", "state", "client_id", "pattern", "tension_unit", "labour_price", "comments")
DAYS = ("ordered_at", "strung_at", "returned_at", "paid_at", "cancelled_at", "promised_for")
REST = ("total", "currency", "extras", "created_at", "version")
IDENTITY = ("label", "string_owner", "string_id", "gauge_mm", "gauge_label")
OF_SIDE = ("string_id", "gauge_mm", "gauge_label", "tension", "colour", "price", "byo")
METHOD = ("pieces", "knots", "prestretch_pct", "machine_mode")
Said = Mapping[str, Any]


def told(orders: Sequence[Order]) -> list[dict[str, Any]]:
    """*orders* with their letters, which one statement finds."""
    letters = receipts.emissions_of_all([order.receipt_id for order in orders if order.receipt_id])
    return [_told(order, letters.get(order.receipt_id, ()) if order.receipt_id else ()) for order in orders]


def _told(order: Order, letters: Sequence[ReceiptEmission]) -> dict[str, Any]:
    return {
        **{name: getattr(order, name) for name in (*OWN, *DAYS, *REST)},
        "prepaid": order.is_prepaid,
        "client": order.client.name,
        "racket": _racket(order.racket),
        "main": _side(order.main),
        "cross": _side(order.cross),
        "method": {name: getattr(order, name) for name in METHOD},
        "dynamic_tension": _reading(order),
        "redo_of": order.original.number if order.redo_of and order.original else None,
        "receipt_number": order.receipt.number if order.receipt else None,
        "emissions": [told_letter(letter) for letter in letters],
    }


def content(said: Said, main: Side, cross: Side) -> dict[str, Any]:
    """The fields of a `JobContent` that *said* names, on top of two sides as they are."""
    main = side_of(said.get("main") or {}, main, "main")
    wanted = said.get("cross", {})
    cross = main if wanted is None else side_of(wanted, cross, "cross")
    method = dict(said.get("method") or {})
    found = {
        name: said[name] for name in ("pattern", "tension_unit", "labour_price", "comments") if name in said
    }
    found |= {"promised_for": said["promised_for"]} if "promised_for" in said else {}
    found |= (
        {"extras": tuple((one["text"], one["price"]) for one in said["extras"])} if "extras" in said else {}
    )
    if "dynamic_tension" in said:
        reading = said["dynamic_tension"] or {}
        found["dynamic_tension"] = reading.get("value")
        found["dynamic_tension_instrument"] = reading.get("instrument", "")
    return found | method | {"main": main, "cross": cross}


def with_method(found: dict[str, Any], pieces: int | None, knots: int | None) -> dict[str, Any]:
    """The same, with pieces and knots that go together."""
    said = found.get("pieces", pieces), found.get("knots", None if "pieces" in found else knots)
    pieces, knots = method_of(found["main"], found["cross"], *said)
    return found | {"pieces": pieces, "knots": knots}


def side_of(said: Said, known: Side, name: str) -> Side:
    """What *said* makes of a side that is *known*.

    Raises:
        Missing: the catalogue has no such string.
        Invalid: the string has another gauge there.
    """
    rest = {part: said[part] for part in ("tension", "colour", "price", "byo") if part in said}
    return replace(_string(said, known, name), **rest)


def racket_of(said: Said, client: ClientProfile) -> Racket:
    """The frame that *said* names, or a new one of *client*.

    Raises:
        Missing: the client has none of this id.
        Invalid: neither an id nor a text is there.
    """
    if "id" in said:
        return clients.racket_of(client, said["id"])
    if "text" not in said:
        raise Invalid({"racket.id": [_("Say which racket it is, by its id or as text.")]})
    text = said["text"]
    rest = {part: said[part] for part in ("head_size_in2", "pattern", "instance_id") if part in said}
    new = client_service.NewRacket(label=text, model=catalogue.racket_named(text), **rest)
    return client_service.add_racket(client, new)


def _string(said: Said, known: Side, name: str) -> Side:
    mm, label = said.get("gauge_mm", known.gauge_mm), said.get("gauge_label", known.gauge_label)
    if said.get("string_id"):
        return _of_catalogue(said, known, name)
    if "text" in said:
        named = string_named(said["text"], Gauge(said.get("gauge_mm"), said.get("gauge_label", "")))
        return replace(known, **{part: getattr(named, part) for part in IDENTITY})
    return replace(known, gauge_mm=mm, gauge_label=label)


def _of_catalogue(said: Said, known: Side, name: str) -> Side:
    model = catalogue.string_by_id(said["string_id"])
    mm = said.get("gauge_mm")
    if mm is not None and model.gauge_mm is not None and mm != model.gauge_mm:
        other = _("The catalogue has this string in %(gauge)s mm.", gauge=f"{model.gauge_mm:.2f}")
        raise Invalid({f"{name}.gauge_mm": [other]})
    return replace(
        known,
        label=model.label,
        string_owner=model.stringer_id,
        string_id=model.id,
        gauge_mm=model.gauge_mm or mm,
        gauge_label=model.gauge_label or said.get("gauge_label", ""),
    )


def _racket(racket: Racket) -> dict[str, Any]:
    parts = ("id", "head_size_in2", "pattern", "instance_id")
    return {part: getattr(racket, part) for part in parts} | {"text": racket.label}


def _side(side: Side) -> dict[str, Any]:
    return {part: getattr(side, part) for part in OF_SIDE} | {"text": side.label}


def _reading(order: Order) -> dict[str, Any] | None:
    if order.dynamic_tension is None:
        return None
    return {"value": order.dynamic_tension, "instrument": order.dynamic_tension_instrument}
