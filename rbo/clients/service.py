"""Adding clients and their rackets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import select

from rbo.catalogue.models import RacketModel
from rbo.clients import queries
from rbo.clients.folding import digits, fold
from rbo.clients.models import ClientProfile, Racket
from rbo.people import queries as people
from rbo.people.service import add_for_stringer, refuse_moved
from rbo.platform import clock
from rbo.platform.bulk import write_new
from rbo.platform.db import db
from rbo.platform.errors import Conflict, Refused
from rbo.platform.ids import new_id
from rbo.platform.versions import refuse_other_version, write_changes
from rbo.stringers import queries as stringers
from rbo.stringers.models import Locale

LONGEST_SEARCH = 600  # an index entry may not be longer than a third of a page


class NamelessClient(Refused):
    """A client needs at least one name."""


class InstanceIdTaken(Conflict):
    """Two frames of one client cannot have the same short id."""


@dataclass(frozen=True, kw_only=True)
class NewClient:
    """What a stringer enters about a client."""

    first_name: str = ""
    last_name: str = ""
    email: str = ""
    phone: str = ""
    locale: Locale | None = None
    nickname: str = ""
    internal_notes: str = ""
    tension_memo: str = ""


@dataclass(frozen=True, kw_only=True)
class NewRacket:
    """A frame: of the catalogue when *model* is given, else as typed in; *head_size_in2* in square inches."""

    label: str = ""
    model: RacketModel | None = None
    head_size_in2: Decimal | None = None
    pattern: str = ""
    serial: str = ""
    instance_id: str = ""
    retired_at: date | None = None


def add_client(new: NewClient) -> ClientProfile:
    """Write a client into the book; only an equal verified email links to a person who exists.

    Nobody can tell from the answer whether it did, but in the moment of a merge: who is in the book already
    gets a second entry, as two children of one address do.

    Raises:
        NamelessClient: neither first nor last name.
        JustMoved: whoever they are was merged with somebody a moment ago.
    """
    client = ClientProfile()
    _write(client, new)
    if new.email:
        stringers.mine(lock=True)  # or one of two at once would be refused, where somebody is known
    known = _known_person(new.email)
    client.person_id = known or add_for_stringer(new.first_name, new.last_name, new.email, new.phone).id
    db.session.add(client)
    db.session.flush()
    if known:
        refuse_moved(known, new.email)
    return client


def change_client(client: ClientProfile, new: NewClient, seen_version: int) -> None:
    """Write what the stringer entered now over what was entered before; the person stays the same.

    Raises:
        NamelessClient: neither first nor last name.
        ChangedMeanwhile: *seen_version* is not the client's.
    """
    refuse_other_version(client, seen_version)
    _write(client, new)
    write_changes()


def archive(client: ClientProfile) -> None:
    """Take a client out of lists and pickers; nothing is deleted."""
    client.archived_at = client.archived_at or clock.now()
    db.session.flush()


def bring_back(client: ClientProfile) -> None:
    """Put a client back into lists and pickers."""
    client.archived_at = None
    db.session.flush()


def myself(first_name: str) -> ClientProfile:
    """The stringer's own profile, made when it is first needed."""
    mine = queries.myself()
    if mine is not None:
        return mine
    mine = add_client(NewClient(first_name=first_name))
    mine.is_self_for_stringer = True
    db.session.flush()
    return mine


def add_racket(client: ClientProfile, new: NewRacket) -> Racket:
    """Write a frame of *client* into the book.

    Raises: as `add_rackets`.
    """
    return add_rackets([(client, new)])[0]


def add_rackets(many: Sequence[tuple[ClientProfile, NewRacket]]) -> list[Racket]:
    """Write the frames of several clients into the book, in one go; no two of one client share a short id.

    Raises:
        Refused: neither a model nor a name.
        InstanceIdTaken: a client has a frame of this short id.
    """
    rows = [{"id": new_id(), "client_id": client.id, **_described(client.id, new)} for client, new in many]
    write_new(Racket, rows)
    made = db.session.scalars(select(Racket).where(Racket.id.in_([row["id"] for row in rows])))
    by_id = {racket.id: racket for racket in made}
    return [by_id[row["id"]] for row in rows]


def change_racket(racket: Racket, new: NewRacket, seen_version: int) -> None:
    """Write over what was known about a frame; orders keep the strings they had.

    Raises:
        Refused, InstanceIdTaken: as `add_rackets`.
        ChangedMeanwhile: *seen_version* is not the frame's.
    """
    refuse_other_version(racket, seen_version)
    for name, value in _described(racket.client_id, new, racket.id).items():
        setattr(racket, name, value)
    write_changes()


def retire(racket: Racket, on: date | None) -> None:
    """Take a frame out of use, or with None back into it."""
    racket.retired_at = on
    db.session.flush()


def _known_person(email: str) -> UUID | None:
    person_id = people.verified_id(email) if email else None
    mine = select(ClientProfile.id).where(ClientProfile.person_id == person_id)
    return None if person_id is None or db.session.scalars(mine).first() else person_id


def _described(client_id: UUID, new: NewRacket, racket_id: UUID | None = None) -> dict[str, Any]:
    """What *new* says in the row of a frame; *racket_id* is the one it has, where it is not new."""
    model, label = new.model, new.model.label if new.model else new.label
    if not label:
        raise Refused(_("Enter what racket it is."))
    if new.instance_id and queries.is_taken(new.instance_id, client_id, racket_id):
        raise InstanceIdTaken(_("There is a racket %(id)s already.", id=new.instance_id))
    return {
        "label": label,
        "serial": new.serial,
        "instance_id": new.instance_id,
        "retired_at": new.retired_at,
        "model_owner": model.stringer_id if model else None,
        "model_id": model.id if model else None,
        "head_size_in2": new.head_size_in2 or (model.head_size_in2 if model else None),
        "pattern": new.pattern or (model.pattern or "" if model else ""),
    }


def _write(client: ClientProfile, new: NewClient) -> None:
    if not (new.first_name or new.last_name):
        raise NamelessClient(_("Enter a first or a last name."))
    client.entered_first_name, client.entered_last_name = new.first_name, new.last_name
    client.entered_email, client.entered_phone = new.email, new.phone
    client.entered_locale, client.nickname = new.locale, new.nickname
    client.internal_notes, client.default_tension_memo = new.internal_notes, new.tension_memo
    words = (new.last_name, new.first_name, new.nickname, new.email, digits(new.phone))
    client.search = fold(" ".join(words))[:LONGEST_SEARCH]
