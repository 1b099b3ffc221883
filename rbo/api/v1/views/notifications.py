"""`/notifications`: the inbox."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from marshmallow import fields

from rbo.api.v1.cursors import place
from rbo.api.v1.door import offer
from rbo.api.v1.shapes.fields import Shape
from rbo.api.v1.shapes.lists import AskedList, list_of, listed
from rbo.notifications import queries, service
from rbo.notifications.models import Kind
from rbo.platform.db import db

TAG = "Notifications"
ABOUT = "The row that this is about; of several that were shared at once, the first: `how_many` tells."
HOW_MANY = (
    "Above 1, one `share_granted_to_me` tells of as many stringjobs that were shared at once; those behind"
    " the first stand in `/shared`."
)


class NotificationShape(Shape):
    """What happened, with the row it is about; *label* says that row in a word."""

    id = fields.UUID(required=True)
    kind = fields.Enum(Kind, by_value=fields.String, required=True)
    subject_id = fields.UUID(required=True, metadata={"description": ABOUT})
    label = fields.String(required=True)
    how_many = fields.Integer(required=True, metadata={"description": HOW_MANY, "minimum": 1})
    created_at = fields.AwareDateTime(required=True)
    read_at = fields.AwareDateTime(allow_none=True, required=True)


@offer("GET", "/notifications", tag=TAG, takes=AskedList, gives=list_of(NotificationShape))
def notifications(asked: dict[str, Any]) -> Any:
    """What happened, the latest first"""
    after = place(asked)
    found = queries.inbox(before=UUID(after) if after else None, limit=asked["limit"] + 1)
    return listed(found, asked["limit"], lambda line: line.id)


@offer("POST", "/notifications/<uuid:notification_id>/read", tag=TAG, gives=NotificationShape)
def read_notification(notification_id: UUID) -> Any:
    """Note one line as read"""
    line = queries.by_id(notification_id)
    service.mark_read(line)
    db.session.refresh(line)
    return line
