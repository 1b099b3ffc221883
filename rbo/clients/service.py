"""Adding clients and their rackets."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from flask_babel import gettext as _
from sqlalchemy import func, select

from rbo.catalogue.models import RacketModel
from rbo.clients.folding import digits, fold
from rbo.clients.models import ClientProfile, Racket
from rbo.people import queries as people
from rbo.people.service import add_for_stringer
from rbo.platform import clock
from rbo.platform.db import db
from rbo.platform.errors import Conflict, Refused
from rbo.stringers.models import Locale


class NamelessClient(Refused):
    """A client needs at least one name."""


class KnownClient(Conflict):
    """This person is in the book already."""


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


@dataclass(frozen=True, kw_only=True)
class NewRacket:
    """A frame: of the catalogue when *model* is given, else as typed in; *head_size_in2* in square inches."""

    label: str = ""
    model: RacketModel | None = None
    head_size_in2: Decimal | None = None
    pattern: str = ""
    serial: str = ""
    instance_id: str = ""


def add_client(new: NewClient) -> ClientProfile:
    """Write a client into the book; only an equal verified email links to a person who exists.

    Raises:
        NamelessClient: neither first nor last name.
        KnownClient: that person is in this book already.
    """
    if not (new.first_name or new.last_name):
        raise NamelessClient(_("Enter a first or a last name."))
    person_id = people.verified_id(new.email) if new.email else None
    if person_id is None:
        person_id = add_for_stringer(new.first_name, new.last_name, new.email, new.phone).id
    elif db.session.scalars(select(ClientProfile).where(ClientProfile.person_id == person_id)).first():
        raise KnownClient(_("You have a client with this email already."))
    client = ClientProfile(person_id=person_id)
    _write(client, new)
    db.session.add(client)
    db.session.flush()
    return client


def change_client(client: ClientProfile, new: NewClient) -> None:
    """Write what the stringer entered now over what was entered before.

    Raises:
        NamelessClient: neither first nor last name.
    """
    if not (new.first_name or new.last_name):
        raise NamelessClient(_("Enter a first or a last name."))
    _write(client, new)
    db.session.flush()


def archive(client: ClientProfile) -> None:
    """Take a client out of the lists; nothing is deleted."""
    client.archived_at = clock.now()


def myself(first_name: str) -> ClientProfile:
    """The stringer's own profile, made when it is first needed."""
    mine = db.session.scalars(select(ClientProfile).where(ClientProfile.is_self_for_stringer)).one_or_none()
    if mine is not None:
        return mine
    mine = add_client(NewClient(first_name=first_name))
    mine.is_self_for_stringer = True
    db.session.flush()
    return mine


def add_racket(client: ClientProfile, new: NewRacket) -> Racket:
    """Write a frame of *client* into the book.

    Raises:
        Refused: neither a model nor a name.
        InstanceIdTaken: *client* has a frame of this short id.
    """
    label = new.model.label if new.model else new.label
    if not label:
        raise Refused(_("Enter what racket it is."))
    if new.instance_id and _has_instance(client, new.instance_id):
        raise InstanceIdTaken(_("There is a racket %(id)s already.", id=new.instance_id))
    racket = Racket(
        client_id=client.id,
        label=label,
        model_owner=new.model.stringer_id if new.model else None,
        model_id=new.model.id if new.model else None,
        head_size_in2=new.head_size_in2 or (new.model.head_size_in2 if new.model else None),
        pattern=new.pattern or (new.model.pattern or "" if new.model else ""),
        serial=new.serial,
        instance_id=new.instance_id,
    )
    db.session.add(racket)
    db.session.flush()
    return racket


def _write(client: ClientProfile, new: NewClient) -> None:
    client.entered_first_name, client.entered_last_name = new.first_name, new.last_name
    client.entered_email, client.entered_phone = new.email, new.phone
    client.entered_locale, client.nickname = new.locale, new.nickname
    client.internal_notes = new.internal_notes
    words = (new.first_name, new.last_name, new.nickname, new.email, digits(new.phone))
    client.search = fold(" ".join(words))


def _has_instance(client: ClientProfile, instance_id: str) -> bool:
    same = func.lower(Racket.instance_id) == instance_id.lower()
    return db.session.scalars(select(Racket).where(Racket.client_id == client.id, same)).first() is not None
