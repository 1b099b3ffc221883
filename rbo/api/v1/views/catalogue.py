"""`/catalogue`: what is strung, and with what."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from rbo.api.v1.cursors import place
from rbo.api.v1.door import offer
from rbo.api.v1.etags import seen, tagged
from rbo.api.v1.shapes.catalogue import (
    AskedModels,
    NewRacketModelShape,
    NewStringModelShape,
    RacketModelList,
    RacketModelShape,
    StringModelList,
    StringModelShape,
    SubmissionShape,
)
from rbo.api.v1.shapes.lists import listed
from rbo.catalogue import queries, service
from rbo.catalogue.models import RacketModel, StringModel
from rbo.platform.db import db
from rbo.platform.errors import Missing

TAG = "Catalogue"
RACKETS, STRINGS = "/catalogue/rackets", "/catalogue/strings"


@offer("GET", RACKETS, tag=TAG, takes=AskedModels, gives=RacketModelList)
def racket_models(asked: dict[str, Any]) -> Any:
    """Racket models: one's own and the house's, the oldest entry first"""
    return _listed(RacketModel, asked)


@offer("GET", STRINGS, tag=TAG, takes=AskedModels, gives=StringModelList)
def string_models(asked: dict[str, Any]) -> Any:
    """Strings, each in one gauge: one's own and the house's, the oldest entry first"""
    return _listed(StringModel, asked)


@offer("POST", RACKETS, tag=TAG, takes=NewRacketModelShape, gives=RacketModelShape, status=201)
def add_racket_model(said: dict[str, Any]) -> Any:
    """Write a frame into one's own part of the catalogue"""
    return tagged(service.add_racket_model(service.NewRacketModel(**said)))


@offer("POST", STRINGS, tag=TAG, takes=NewStringModelShape, gives=StringModelShape, status=201)
def add_string_model(said: dict[str, Any]) -> Any:
    """Write a string into one's own part of the catalogue"""
    return tagged(service.add_string_model(service.NewStringModel(**said)))


@offer("POST", f"{RACKETS}/<uuid:model_id>/submission", tag=TAG, gives=SubmissionShape, status=201)
def submit_racket_model(model_id: UUID) -> Any:
    """Offer a frame of one's own to everybody"""
    return _submitted(queries.racket_by_id(model_id))


@offer("POST", f"{STRINGS}/<uuid:string_id>/submission", tag=TAG, gives=SubmissionShape, status=201)
def submit_string_model(string_id: UUID) -> Any:
    """Offer a string of one's own to everybody"""
    return _submitted(queries.string_by_id(string_id))


def _listed(noun: type[Any], asked: dict[str, Any]) -> Any:
    after = place(asked)
    narrow = queries.Narrow(sport=asked["sport"])
    found = queries.in_line(noun, asked["q"], narrow, UUID(after) if after else None, asked["limit"] + 1)
    return listed(found, asked["limit"], lambda model: model.id)


def _submitted(model: RacketModel | StringModel) -> Any:
    if not model.is_own:
        raise Missing
    seen(model)
    submission = service.submit(model)
    db.session.refresh(submission)
    return submission
