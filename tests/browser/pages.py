"""The pages of the site, from its own map: with an empty book behind them, and with a full one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import Flask, url_for
from sqlalchemy import func
from werkzeug.routing import Rule

from rbo.catalogue import service as catalogue
from rbo.clients import service as clients
from rbo.clients.models import ClientProfile
from rbo.notifications import queries as notifications
from rbo.notifications.models import Kind
from rbo.notifications.service import notify
from rbo.orders import batches, service
from rbo.orders.constraints import Step
from rbo.orders.models import Order
from rbo.platform.db import db, system_session
from rbo.platform.scope import current_stringer
from rbo.platform.web import PROGRAMS
from rbo.portal import links
from rbo.portal.models import LinkKind
from rbo.stringers import queries as stringers
from rbo.stringers.models import Locale, Role, Status, Stringer
from tests.desk.acting import at_a_page
from tests.imports.bringing import a_reported_import
from tests.imports.v1 import v1_book
from tests.imports.years import years
from tests.make import (
    a_client,
    a_racket,
    a_racket_model,
    a_staged_row,
    a_string_model,
    a_stringer,
    an_order,
    letter_of,
    today,
)
from tests.portal.kit import offered
from tests.sharing.grants import as_side, share
from tests.webhooks.making import let_in_and_told

NO_PAGES = {
    "static",
    "auth.health",
    "imports.standing",
    "notifications.unread",
    "orders.emissions",
    "sharing.news",
    "admin_imports.standing",
}
NOTHING_TO_SEE = ("healthz", "readyz", "metrics", ".pdf", ".csv", ".xlsx", ".json", "/download", "/file")
A_TABLE = b"""Date;Client;Racket;Tension;;Notes;Own racket
1/2/2024;Lena Muster;Blade;24,5/23;x;;
soon;Tim;Speed;24;;ok;
3.3.2024;;Aero;24;;;yes
"""
PAPER = ("/receipt", "/settings/preview")  # as wide as a sheet of A4, on any screen
WITH_A_QUERY = (
    "/reports?year=2031",
    "/orders?state=cancelled",
    "/orders?q=nobody",
    "/orders/new?client=new",
    "/search?q=eva",
    "/orders/new?client=me",
    "/orders/new?q=nobody",
    "/shares/new?number=1&number=2",
    "/nowhere",
)
LONG_NAME = ("Eva-Maria", "Hinterschwandtner von und zu Hohenlohe")


def empty_book(app: Flask) -> list[str]:
    """Every page that needs no row."""
    return [*_addresses(app, lambda rule: not rule.arguments, {}), *WITH_A_QUERY]


def full_book(app: Flask) -> list[str]:
    """Every page, with an order in each state behind them; needs an open book."""
    with at_a_page():
        return _full_book(app)


def _full_book(app: Flask) -> list[str]:
    client = a_client()
    racket, *_more, retired = (a_racket(client, f"PA98_{each}") for each in "123456")
    clients.retire(retired, on=today())
    model, string = a_racket_model(), a_string_model()
    order = an_order(client, racket=racket, comments="Softer in the crosses.")
    service.mark_strung(order, on=today())
    letter_id = letter_of(order).id
    for kind in Kind:
        notify(current_stringer(), kind, letter_id, "2026-0001")
    cancelled = an_order()
    service.cancel(cancelled, on=today())
    an_order(a_client(*LONG_NAME), promised_for=today())
    db.session.commit()
    batch = batches.move_all([order.number], Step.PAID, today())
    db.session.commit()
    known = {
        "number": order.number,
        "client_id": client.id,
        "racket_id": racket.id,
        "batch_id": batch.id,
        **let_in_and_told(),
        "person_id": client.person_id,
        "other_id": cancelled.client.person_id,
        "model_id": model.id,
        "string_id": string.id,
        "job_id": order.id,
        "token": "used",
        "emission_id": letter_id,
        "import_id": a_staged_row(),
        "submission_id": catalogue.submit(model).id,
        "notification_id": notifications.inbox()[0].id,
        "shared_id": shared_job(),
        "stringer_id": closed_book(),
        "file_id": a_reported_import(v1_book(years(clients=140, own=3)).packed()).id,
    }
    db.session.commit()
    everything = _addresses(app, lambda rule: True, known)
    return [*everything, *WITH_A_QUERY, *_once_more(client, cancelled), *for_strangers(order)]


def _once_more(client: ClientProfile, cancelled: Order) -> list[str]:
    """Pages that say something else about another row, or when asked for more."""
    told, started = f"/clients/{client.id}?changes=1", f"/orders/new?client={client.id}"
    table = f"/imports/{a_reported_import(A_TABLE, 'jobs.csv').id}"
    return [told, started, f"/orders/{cancelled.number}", f"/reports?year={today().year}", table]


def for_strangers(order: Order) -> list[str]:
    """What a client sees of *order* by a link, a finder by its label, and a client who is invited."""
    made = [links.make(order, kind) for kind in LinkKind]
    client = a_client(*LONG_NAME, email="invited@example.com")
    invited, me = client.person_id, current_stringer()
    db.session.commit()
    invitation = f"/portal/claim/{offered(me, invited, 'invited@example.com')}"
    return [*(address[address.index("/j/") :] for address in made), invitation]


def promote(stringer: Stringer) -> None:
    """The landlord's pages are there for *stringer* too."""
    with system_session() as rows:
        rows.get_one(Stringer, stringer.id).role = Role.ADMIN


def shared_job() -> UUID:
    """A job that another stringer shows to the open book, who shows them one in turn."""
    me, carla = stringers.mine(), a_stringer("Carla")
    share(an_order(), carla)
    with as_side(carla):
        order = an_order(a_client(*LONG_NAME), comments="Softer in the crosses.")
        service.mark_strung(order, on=today())
        share(order, me)
        share(an_order(), me)
    return order.id


def closed_book() -> UUID:
    """A book that was closed so long ago that it may end."""
    otto = a_stringer("Otto")
    with system_session() as rows:
        row = rows.get_one(Stringer, otto.id)
        row.status, row.deactivated_at = Status.DEACTIVATED, func.now() - timedelta(days=31)
    return otto.id


def speak(stringer: Stringer, locale: Locale) -> None:
    """The pages of *stringer* are in this language from now on."""
    mine = db.session.merge(stringer)
    mine.default_locale = locale
    db.session.commit()


def on_screen(addresses: list[str]) -> list[str]:
    """Those made for a screen, not for paper."""
    return [address for address in addresses if not address.endswith(PAPER)]


def _addresses(app: Flask, wanted: Callable[[Rule], bool], known: dict[str, Any]) -> list[str]:
    with app.test_request_context():
        return [
            url_for(rule.endpoint, **{name: known[name] for name in rule.arguments})
            for rule in app.url_map.iter_rules()
            if _is_page(rule) and wanted(rule)
        ]


def _is_page(rule: Rule) -> bool:
    readable = "GET" in (rule.methods or ()) and rule.endpoint not in NO_PAGES
    is_for_programs = rule.rule.startswith(PROGRAMS) and not rule.rule.endswith("/docs")
    return readable and not is_for_programs and not any(word in rule.rule for word in NOTHING_TO_SEE)
