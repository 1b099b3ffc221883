"""One's book as a file."""

from __future__ import annotations

from enum import StrEnum

from marshmallow import fields

from rbo.api.v1.shapes.fields import Shape
from rbo.exports.models import Export, Format
from rbo.platform.jobs.progress import progress_of

WHOLE = 100


class ExportState(StrEnum):
    """How the making stands."""

    MAKING = "making"
    READY = "ready"
    FAILED = "failed"
    OVER = "over"


class NewExportShape(Shape):
    """What the file should be."""

    format = fields.Enum(Format, by_value=fields.String, required=True)


class ExportShape(Shape):
    """A file that was asked for; *progress* is in percent."""

    id = fields.UUID(required=True)
    format = fields.Enum(Format, by_value=fields.String, required=True)
    state = fields.Enum(ExportState, by_value=fields.String, required=True)
    progress = fields.Integer(required=True, metadata={"minimum": 0, "maximum": WHOLE})
    size = fields.Integer(allow_none=True, required=True)
    created_at = fields.AwareDateTime(required=True)
    expires_at = fields.AwareDateTime(required=True)


def told(export: Export) -> dict[str, object]:
    """*export* with how its making stands."""
    state = _state(export)
    done = WHOLE if state is ExportState.READY else (progress_of(export.id) or 0)
    names = ("id", "format", "size", "created_at", "expires_at")
    return {name: getattr(export, name) for name in names} | {"state": state, "progress": done}


def _state(export: Export) -> ExportState:
    if export.is_over:
        return ExportState.OVER
    if export.is_ready:
        return ExportState.READY
    return ExportState.FAILED if export.has_failed else ExportState.MAKING
