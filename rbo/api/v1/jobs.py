"""What a program says of an order, as the bench takes it in or changes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask_babel import gettext as _

from rbo.catalogue import queries as catalogue
from rbo.clients import queries as clients
from rbo.clients import service as client_service
from rbo.clients.models import ClientProfile, Racket
from rbo.orders.content import method_of
from rbo.orders.gauge import Gauge
from rbo.orders.naming import odds_between, string_named
from rbo.orders.side import Side
from rbo.platform.problems import Invalid

IDENTITY = ("label", "string_owner", "string_id", "gauge_mm", "gauge_label")
Said = Mapping[str, Any]


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
        Invalid: the string has another gauge there, or two are said.
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
        return _as_text(said, known, name)
    return replace(known, gauge_mm=mm, gauge_label=label)


def _as_text(said: Said, known: Side, name: str) -> Side:
    text, gauge = said["text"], Gauge(said.get("gauge_mm"), said.get("gauge_label", ""))
    is_as_it_was = (text, gauge.mm) == (known.label, known.gauge_mm)
    if odds := "" if is_as_it_was else odds_between(text, gauge):
        raise Invalid({f"{name}.gauge_mm": [odds]})
    named = string_named(text, gauge)
    return replace(known, **{part: getattr(named, part) for part in IDENTITY})


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
        gauge_label=said.get("gauge_label") or model.gauge_label or "",
    )
