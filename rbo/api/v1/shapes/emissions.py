"""Letters with a receipt."""

from __future__ import annotations

from typing import Any

from marshmallow import fields

from rbo.api.v1.shapes.fields import Shape
from rbo.api.v1.shapes.lists import list_of
from rbo.platform.jobs.reasons import explain
from rbo.receipts.models import Cause, ReceiptEmission

SKIPPED = "skipped"


class EmissionShape(Shape):
    """One sending of a receipt, and what became of it."""

    id = fields.UUID(required=True)
    cause = fields.Enum(Cause, by_value=fields.String, required=True)
    recipient = fields.String(allow_none=True, required=True)
    state = fields.String(required=True)
    reason = fields.String(allow_none=True, required=True)
    created_at = fields.AwareDateTime(required=True)
    done_at = fields.AwareDateTime(allow_none=True, required=True)


EmissionList = list_of(EmissionShape)


def told(letter: ReceiptEmission) -> dict[str, Any]:
    """*letter* with the row that carries it; one that goes nowhere says why."""
    outbox = letter.outbox
    return {
        **{name: getattr(letter, name) for name in ("id", "cause", "recipient", "created_at")},
        "state": outbox.state if outbox else SKIPPED,
        "reason": (explain(outbox) or None) if outbox else letter.skipped,
        "done_at": outbox.done_at if outbox else None,
    }
