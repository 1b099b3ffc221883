"""Clients and rackets as a file calls them: those the book knows by exactly this name, else new ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from functools import cache
from uuid import UUID

from sqlalchemy import select

from rbo.catalogue import queries as catalogue
from rbo.clients.models import ClientProfile, Racket
from rbo.clients.service import NewRacket, add_client, add_rackets, myself
from rbo.imports.rows import FileBook, RacketRow
from rbo.orders.gauge import Gauge
from rbo.orders.naming import string_named
from rbo.orders.side import Side
from rbo.platform.db import db
from rbo.stringers import queries as stringers


class Shelf:
    """Finds or makes what the jobs of one file are about; *made* is what was not there before."""

    def __init__(self, book: FileBook) -> None:
        self.client_rows = {row.ref: row for row in book.clients}
        self.racket_rows = {row.ref: row for row in book.rackets}
        self.made: list[ClientProfile | Racket] = []
        self.known: Counter[type] = Counter()
        self.clients: dict[str | None, ClientProfile] = {}
        self.rackets: dict[str, Racket] = {}
        self.by_name = _clients_by_name()
        self.by_label, self.by_short_id = _rackets()
        self.model_named = cache(catalogue.racket_named)
        self.string = cache(string_as_known)

    def client(self, ref: str | None) -> ClientProfile:
        """The client a file calls *ref*; oneself where that is None."""
        if ref not in self.clients:
            self.clients[ref] = self._myself() if ref is None else self._client(ref)
        return self.clients[ref]

    def fetch(self, refs: Iterable[str]) -> None:
        """Have the frames ready that a file calls *refs*: those the book knows, and new ones in one go."""
        wanted = [self.racket_rows[ref] for ref in dict.fromkeys(refs)]
        described = {row.ref: (self.client(row.owner), self._described(row)) for row in wanted}
        known = {ref: self._known(*one) for ref, one in described.items()}
        new = [ref for ref, racket in known.items() if racket is None]
        made = add_rackets([described[ref] for ref in new])
        self.rackets = {ref: racket for ref, racket in known.items() if racket is not None}
        self.known[Racket] += len(self.rackets)
        self.rackets |= zip(new, made, strict=True)
        self.made += made

    def _client(self, ref: str) -> ClientProfile:
        known = self.by_name.get(ref)
        return self._noted(known, known or add_client(self.client_rows[ref].new))

    def _myself(self) -> ClientProfile:
        before = db.session.scalars(select(ClientProfile).where(ClientProfile.is_self_for_stringer)).first()
        return self._noted(before, before or myself(stringers.mine().display_name or ""))

    def _known(self, owner: ClientProfile, new: NewRacket) -> Racket | None:
        """By its short id where it has one, else by its name."""
        if new.instance_id:
            return self.by_short_id.get((owner.id, new.instance_id.casefold()))
        return self.by_label.get((owner.id, new.model.label if new.model else new.label))

    def _described(self, row: RacketRow) -> NewRacket:
        """As the catalogue has it where it knows exactly this name; else as typed, with its year."""
        new = row.new
        whole = f"{new.label} {row.year}" if row.year and row.year not in new.label else new.label
        model = self.model_named(whole) or self.model_named(new.label)
        return replace(new, label=whole, model=model)

    def _noted(self, known: ClientProfile | None, client: ClientProfile) -> ClientProfile:
        if known is None:
            self.made.append(client)
        else:
            self.known[ClientProfile] += 1
        return client

    def count_made(self, noun: type) -> int:
        """How many of a kind were not there before."""
        return sum(isinstance(one, noun) for one in self.made)


def string_as_known(label: str, gauge_mm: Decimal | None, gauge_label: str) -> Side:
    """The string of the catalogue where it has exactly this one; else as typed."""
    if not label:
        return Side(gauge_mm=gauge_mm, gauge_label=gauge_label)
    return string_named(label, Gauge(gauge_mm, gauge_label))


def _clients_by_name() -> dict[str, ClientProfile]:
    """Of two with one name the one that is in use, then the one that came first."""
    rows = select(ClientProfile).where(ClientProfile.is_self_for_stringer.is_(False))
    rows = rows.order_by(ClientProfile.archived_at.is_not(None).desc(), ClientProfile.id.desc())
    return {client.name: client for client in db.session.scalars(rows)}


def _rackets() -> tuple[dict[tuple[UUID, str], Racket], dict[tuple[UUID, str], Racket]]:
    rows = db.session.scalars(
        select(Racket).order_by(Racket.retired_at.is_not(None).desc(), Racket.id.desc())
    )
    rackets = rows.all()
    by_label = {(racket.client_id, racket.label): racket for racket in rackets}
    by_short_id = {(racket.client_id, racket.instance_id.casefold()): racket for racket in rackets}
    return by_label, by_short_id
