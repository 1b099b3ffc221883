"""Clients, as their stringer knows them."""

from __future__ import annotations

from typing import Any

from marshmallow import fields

from rbo.api.v1.shapes.fields import Email, Shape, Words
from rbo.api.v1.shapes.lists import AskedList, list_of
from rbo.clients.models import ClientProfile
from rbo.clients.service import NewClient
from rbo.platform.fields import LINE_FITS, NAME_FITS, TEXT_FITS
from rbo.platform.web import LONGEST_SEARCH
from rbo.stringers.models import Locale

NAME, LINE, TEXT = int(NAME_FITS.max), int(LINE_FITS.max), int(TEXT_FITS.max)


class NewClientShape(Shape):
    """A client to be written into the book; at least one name is needed."""

    first_name = Words(NAME)
    last_name = Words(NAME)
    email = Email()
    phone = Words(NAME)
    locale = fields.Enum(Locale, by_value=fields.String, allow_none=True)
    nickname = Words(NAME)
    tension_memo = Words(LINE)
    internal_notes = Words(TEXT, lines=True)


class ClientShape(Shape):
    """A client."""

    id = fields.UUID(required=True)
    first_name = fields.String(attribute="entered_first_name", required=True)
    last_name = fields.String(attribute="entered_last_name", required=True)
    email = fields.String(attribute="entered_email", required=True)
    phone = fields.String(attribute="entered_phone", required=True)
    locale = fields.Enum(
        Locale, by_value=fields.String, attribute="entered_locale", allow_none=True, required=True
    )
    nickname = fields.String(required=True)
    tension_memo = fields.String(attribute="default_tension_memo", required=True)
    internal_notes = fields.String(required=True)
    is_me = fields.Boolean(attribute="is_self_for_stringer", required=True)
    archived_at = fields.AwareDateTime(allow_none=True, required=True)
    created_at = fields.AwareDateTime(required=True)
    version = fields.Integer(required=True)


ClientList = list_of(ClientShape)


class AskedClients(AskedList):
    """Which clients."""

    q = Words(
        LONGEST_SEARCH,
        load_default="",
        metadata={"description": "Words of a name, a mail address, a phone number or a racket."},
    )


def entered(client: ClientProfile) -> NewClient:
    """What was entered about *client* so far, for a change of some of it."""
    known: dict[str, Any] = {
        "first_name": client.entered_first_name,
        "last_name": client.entered_last_name,
        "email": client.entered_email,
        "phone": client.entered_phone,
        "locale": client.entered_locale,
        "nickname": client.nickname,
        "internal_notes": client.internal_notes,
        "tension_memo": client.default_tension_memo,
    }
    return NewClient(**known)
