"""Frames: those of a client, and one of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from flask import url_for

from rbo.api.v1.door import offer
from rbo.api.v1.etags import seen, tagged
from rbo.api.v1.shapes.lists import Listed
from rbo.api.v1.shapes.rackets import NewRacketShape, RacketChangeShape, RacketList, RacketShape
from rbo.catalogue import queries as catalogue
from rbo.clients import queries, service
from rbo.clients.models import Racket
from rbo.clients.service import NewRacket

TAG = "Clients"


@offer("GET", "/clients/<uuid:client_id>/rackets", tag=TAG, gives=RacketList)
def rackets(client_id: UUID) -> Any:
    """The frames of a client, those in rotation first"""
    return Listed(queries.rackets_of(queries.by_id(client_id)))


@offer(
    "POST", "/clients/<uuid:client_id>/rackets", tag=TAG, takes=NewRacketShape, gives=RacketShape, status=201
)
def add_racket(said: dict[str, Any], client_id: UUID) -> Any:
    """Write a frame into the book"""
    client = queries.by_id(client_id)
    seen(client)
    racket = service.add_racket(client, _wanted(said, NewRacket()))
    return tagged(racket, Location=url_for(".racket", racket_id=racket.id))


@offer("GET", "/rackets/<uuid:racket_id>", tag=TAG, gives=RacketShape)
def racket(racket_id: UUID) -> Any:
    """One frame"""
    return tagged(queries.racket_by_id(racket_id))


@offer("PATCH", "/rackets/<uuid:racket_id>", tag=TAG, takes=RacketChangeShape, gives=RacketShape)
def change_racket(said: dict[str, Any], racket_id: UUID) -> Any:
    """Change what is known about a frame; what is left out stays"""
    found = queries.racket_by_id(racket_id)
    service.change_racket(found, _wanted(said, _known(found)), seen(found))
    return tagged(found)


def _wanted(said: dict[str, Any], known: NewRacket) -> NewRacket:
    rest = {part: value for part, value in said.items() if part != "text"}
    if "text" in said:
        rest |= {"label": said["text"], "model": catalogue.racket_named(said["text"])}
    return replace(known, **rest)


def _known(found: Racket) -> NewRacket:
    parts = ("label", "head_size_in2", "pattern", "serial", "instance_id", "retired_at")
    model = catalogue.racket_by_id(found.model_id) if found.model_id else None
    return NewRacket(model=model, **{part: getattr(found, part) for part in parts})
