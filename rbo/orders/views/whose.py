"""Whose rackets Add stringjob is about, as its address and its form say."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import abort

from rbo.catalogue import queries as catalogue
from rbo.clients import queries as clients
from rbo.clients.models import ClientProfile, Racket
from rbo.orders.forms.stringjob import ME, NEW, StringjobForm
from rbo.orders.offers.reach import Reach, reach_of

AT_ONCE = 6


@dataclass(frozen=True)
class Whose:
    """A client with their frames in rotation, or nobody yet: somebody new, or the stringer the first time."""

    chosen: str
    client: ClientProfile | None
    frames: Sequence[Racket]

    @property
    def is_me(self) -> bool:
        """Whether these are one's own rackets."""
        return self.client.is_self_for_stringer if self.client else self.chosen == ME

    def frame(self, racket_id: str) -> Racket | None:
        """The frame of this id, if it is one of theirs."""
        return next((racket for racket in self.frames if str(racket.id) == racket_id), None)

    def marked(self, short_id: str) -> str:
        """The id of the frame with this short id, if one has it."""
        same = (racket for racket in self.frames if racket.instance_id.lower() == short_id.lower())
        found = next(same, None) if short_id else None
        return str(found.id) if found else ""

    def frame_at_first(self, wanted: str) -> str:
        """The frame that is wanted by its id, else the newest, else a new one."""
        if wanted == NEW or self.frame(wanted):
            return wanted
        return str(self.frames[0].id) if self.frames else NEW

    def at_once(self, chosen: Collection[str]) -> set[str]:
        """The ids of the frames that are seen without a tap: those that are *chosen*, and the newest."""
        ids = [str(racket.id) for racket in self.frames]
        others = [racket_id for racket_id in ids if racket_id not in chosen]
        return {*chosen, *others[: max(AT_ONCE - len(chosen), 0)]} if len(ids) > AT_ONCE else set(ids)

    def reach(self, form: StringjobForm) -> Reach | None:
        """What the frame that is chosen or typed in *form* is made for."""
        if form.racket.data == NEW:
            typed = form.racket_name.data
            return reach_of(catalogue.racket_named(typed)) if typed else None
        racket = self.frame(form.racket.data)
        return reach_of(racket.model) if racket else None


def whose(chosen: str) -> Whose:
    """The client of this id, *new* or *me*; an unknown one is not found."""
    if chosen == NEW:
        return Whose(chosen, None, ())
    client = clients.myself() if chosen == ME else clients.by_id(as_id(chosen))
    return Whose(chosen, client, clients.frames_of(client) if client else ())


def as_id(text: str | None) -> UUID:
    """The id that *text* is; anything else is not found."""
    try:
        return UUID(text or "")
    except ValueError:
        abort(404)
