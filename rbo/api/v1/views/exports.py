"""`/exports`: one's book as a file."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _

from rbo.api.v1.door import offer
from rbo.api.v1.shapes.exports import ExportShape, NewExportShape, told
from rbo.exports import queries, service
from rbo.exports.answers import hand_over
from rbo.platform.errors import Conflict, Missing

TAG = "Exports"


class NotReady(Conflict):
    """It is being made, or could not be."""


@offer("POST", "/exports", tag=TAG, takes=NewExportShape, gives=ExportShape, status=201, is_costly=True)
def make_export(said: dict[str, Any]) -> Any:
    """Have a file made; asking while it is made is asking once"""
    export = service.ask_for(said["format"])
    headers = {"Location": url_for(".export", export_id=export.id)}
    return told(queries.export(export.id)), headers


@offer("GET", "/exports/<uuid:export_id>", tag=TAG, gives=ExportShape)
def export(export_id: UUID) -> Any:
    """How the making stands"""
    return told(queries.export(export_id))


@offer("GET", "/exports/<uuid:export_id>/file", tag=TAG, gives="application/octet-stream", is_costly=True)
def export_file(export_id: UUID) -> Any:
    """The file, for seven days"""
    found = queries.export(export_id)
    if found.is_over:
        raise Missing
    if not found.is_ready:
        raise NotReady(_("This file is not there yet. Ask how its making stands."))
    return hand_over(found)
