"""What Add stringjob saves: a client, a racket, and an order for each racket of the bag."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from flask import url_for
from flask_babel import gettext as _

from rbo.catalogue import queries as catalogue
from rbo.clients import service as client_service
from rbo.clients.models import ClientProfile, Racket
from rbo.orders import queries, service
from rbo.orders.content import JobContent
from rbo.orders.forms import StringjobForm
from rbo.orders.intake import NewOrder, take_in
from rbo.orders.letters import letter_words
from rbo.orders.models import Order
from rbo.orders.side import NOTHING
from rbo.orders.views import filling
from rbo.orders.views.whose import Whose
from rbo.platform.words import local_today
from rbo.stringers import queries as stringers

DRAFT, STRUNG = "draft", "strung"


def take(form: StringjobForm, owner: Whose, to: str) -> list[Order]:
    """Write every racket of the checked *form* into the book; *to* says how far it has come."""
    client = owner.client or _new_client(form, owner)
    content = filling.content_of(form)
    first = owner.frame(form.racket.data)
    rackets = [first] if first else _new_rackets(form, client)
    bag: list[tuple[Racket, Decimal | None]] = [(racket, None) for racket in rackets]
    bag += [(racket, form.bag[str(racket.id)]) for racket in owner.frames if str(racket.id) in form.bag]
    orders = []
    for racket, tension in bag:
        new = NewOrder(
            **vars(_tuned(content, tension)),
            client=client,
            racket=racket,
            ordered_at=form.ordered_at.data,
            is_draft=to == DRAFT,
        )
        orders.append(take_in(new))
    return [_strung(order) for order in orders] if to == STRUNG else orders


def address_of(orders: Sequence[Order]) -> str:
    """Where these orders are: one on its page, a bag in the list of its client."""
    first, *others = orders
    if others:
        return url_for("orders.index", client=first.client_id)
    return url_for("orders.show", number=first.number)


def said_of(orders: Sequence[Order]) -> tuple[str, str]:
    """What happened, and the address that takes it back where one deed does."""
    first, last = orders[0], orders[-1]
    if first is last:
        if not first.is_strung:
            return _("Order %(number)s is saved.", number=first.number), ""
        undo = url_for("orders.take_back_stringing", number=first.number, version=first.version)
        return letter_words(first), undo
    if not first.is_strung:
        return _("Orders %(first)s to %(last)s are saved.", first=first.number, last=last.number), ""
    return _("Orders %(first)s to %(last)s are strung.", first=first.number, last=last.number), ""


def _new_client(form: StringjobForm, owner: Whose) -> ClientProfile:
    if owner.is_me:
        me = stringers.mine()
        return client_service.myself(me.display_name or me.email)
    return client_service.add_client(form.new_client())


def _new_rackets(form: StringjobForm, client: ClientProfile) -> list[Racket]:
    model = catalogue.racket_named(form.racket_name.data)
    return [client_service.add_racket(client, new) for new in form.new_rackets(model)]


def _tuned(content: JobContent, tension: Decimal | None) -> JobContent:
    """The same with the mains at *tension*; the crosses keep their distance."""
    if tension is None:
        return content
    main, cross = content.main, content.cross or content.main
    by = tension - (main.tension or NOTHING)
    return replace(
        content,
        main=replace(main, tension=tension),
        cross=replace(cross, tension=(cross.tension or NOTHING) + by),
    )


def _strung(order: Order) -> Order:
    order = queries.by_number(order.number, lock=True)
    service.mark_strung(order, on=local_today())
    return order
