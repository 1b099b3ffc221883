"""A book with secrets in it, a thief, and somebody who writes again and again."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any
from uuid import UUID

from flask import Flask
from sqlalchemy import select

from rbo.clients.models import ClientProfile
from rbo.exports.document import document
from rbo.platform.db import db
from rbo.platform.tenancy import open_tenant
from rbo.stringers import queries as stringers
from rbo.webhooks import service as webhooks
from rbo.webhooks.models import Webhook
from tests.make import a_client

SAID, NUMBER = "Pays late, likes Kreuz-Ass 24", "CH9300762011623852957"
RAW = """
    select internal_notes from client_profiles where internal_notes <> ''
    union all select iban from stringers where iban <> '' union all select secret from webhooks
"""


def a_book() -> str:
    """Notes, an IBAN and a webhook, whose secret it gives."""
    a_client(internal_notes=SAID)
    stringers.mine(lock=True).iban = NUMBER
    secret = webhooks.add("https://example.org/rbo", hears_orders=True, hears_receipts=True).secret
    db.session.commit()
    return secret


def use(app: Flask, monkeypatch: Any, *ring: str) -> None:
    """Go on with these keys."""
    monkeypatch.setitem(app.config, "RBO", replace(app.config["RBO"], data_keys=",".join(ring)))


def read() -> tuple[set[str], str, str]:
    """The notes, the IBAN and the secret, as the next request finds them."""
    db.session.rollback()
    db.session.expire_all()
    notes = set(db.session.scalars(select(ClientProfile.internal_notes)))
    return notes, stringers.mine().iban, db.session.scalars(select(Webhook.secret)).one()


def exported(stringer_id: UUID) -> dict[str, Any]:
    """The book as JSON."""
    db.session.rollback()
    found: dict[str, Any] = json.loads(b"".join(document(stringer_id, lambda _done, _total: None)))
    return found


@contextmanager
def somebody_writes(app: Flask, stringer_id: UUID) -> Iterator[list[str]]:
    """Save one client's notes until the block ends; gives what was written, or what went wrong."""
    over = threading.Event()
    wrote: list[str] = []

    def write() -> None:
        with app.app_context(), open_tenant(stringer_id):
            while not over.is_set() or len(wrote) < 3:
                try:
                    mine = select(ClientProfile).where(ClientProfile.entered_first_name == "Client 42")
                    db.session.scalars(mine.with_for_update()).one().internal_notes = f"Note {len(wrote)}"
                    db.session.commit()
                    wrote.append(f"Note {len(wrote)}")
                except Exception as error:  # noqa: BLE001 - whatever it is, nobody may see it
                    wrote.append(repr(error))
                    return

    writing = threading.Thread(target=write)
    writing.start()
    yield wrote
    over.set()
    writing.join()
