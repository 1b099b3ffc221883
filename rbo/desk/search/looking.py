"""The search itself: asks each room once and puts the answers in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _

from rbo.clients.both import find_both
from rbo.clients.folding import fold
from rbo.clients.models import ClientProfile, Racket
from rbo.desk.search import actions, jobs, strings
from rbo.desk.search.hits import SURE, Group, Hit, Kind, farness, in_groups
from rbo.desk.search.query import Query

NEAR = 2  # of so many clients the last jobs are shown, and a new one is offered
LAST_RESORT = 100
BEHIND = 5


def look_up(text: str) -> list[Group]:
    """What *text* may mean, in groups, the likeliest first; the actions where nothing was typed."""
    query = Query(text)
    if not query.words:
        return in_groups(actions.always(), limit=len(actions.ACTIONS))
    people, rackets = find_both(query.name)
    far = {client.id: _farness(client, query) for client in people}
    hits = [
        *(_client(client, far[client.id]) for client in people),
        *(_racket(racket, query) for racket in rackets),
        *jobs.find(query, dict(list(far.items())[:NEAR])),
        *actions.find(query),
        *_new_jobs(query, people, far),
        *(strings.find(query.name_words) if query.number is None else ()),
    ]
    if query.may_be_a_name and all(hit.farness > SURE for hit in hits):
        hits.append(actions.job_for_new(query.name, LAST_RESORT))
    return in_groups(hits)


def _new_jobs(query: Query, people: Sequence[ClientProfile], far: dict[UUID, int]) -> Iterator[Hit]:
    """A new stringjob for the likeliest clients: first where it is asked for, else behind them."""
    if query.number is not None:
        return
    behind = -LAST_RESORT if query.wants_job else 1
    nearest = min(far.values(), default=LAST_RESORT)
    for client in people[:NEAR]:
        if far[client.id] == nearest and not client.archived_at:
            yield actions.job_for(client, nearest + behind)


def _client(client: ClientProfile, far: int) -> Hit:
    said = (client.nickname, client.entered_phone or client.entered_email)
    return Hit(
        kind=Kind.CLIENT,
        title=client.name,
        under=_("Archived") if client.archived_at else " · ".join(filter(None, said)),
        address=url_for("desk.client", client_id=client.id),
        icon="clients",
        farness=far,
    )


def _racket(racket: Racket, query: Query) -> Hit:
    words = fold(f"{racket.label} {racket.instance_id} {racket.serial}")
    return Hit(
        kind=Kind.RACKET,
        title=" · ".join(filter(None, (racket.label, racket.instance_id))),
        under=racket.client.name,
        address=url_for("desk.racket", client_id=racket.client_id, racket_id=racket.id),
        icon="strings",
        farness=farness(fold(query.name).split(), f"{words} {racket.client.search}"),
    )


def _farness(client: ClientProfile, query: Query) -> int:
    return farness(query.name_words, client.search) + (BEHIND if client.archived_at else 0)
