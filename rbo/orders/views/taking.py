"""What Add stringjob saves: a client, a racket, and an order for each racket of the bag."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from rbo.catalogue import queries as catalogue
from rbo.clients import service as client_service
from rbo.clients.models import ClientProfile, Racket
from rbo.orders import batches, queries, service
from rbo.orders.constraints import Step
from rbo.orders.content import JobContent
from rbo.orders.forms.stringjob import StringjobForm
from rbo.orders.intake import NewOrder, take_in
from rbo.orders.models import Order
from rbo.orders.side import NOTHING
from rbo.orders.views import filling
from rbo.orders.views.taken import Taken
from rbo.orders.views.whose import Whose
from rbo.platform.errors import Refused
from rbo.platform.words import local_today
from rbo.stringers import queries as stringers

DRAFT, STRUNG = "draft", "strung"


def take(form: StringjobForm, owner: Whose, to: str) -> Taken:
    """Write every racket of the checked *form* into the book; *to* says how far it has come."""
    client = owner.client or _new_client(form, owner)
    content = filling.content_of(form)
    orders = []
    for racket, tension in _bag(form, owner, client):
        new = NewOrder(
            **vars(_tuned(content, tension)),
            client=client,
            racket=racket,
            ordered_at=form.ordered_at.data,
            is_draft=to == DRAFT,
        )
        orders.append(take_in(new))
    return _strung(orders) if to == STRUNG else Taken(orders)


def _bag(form: StringjobForm, owner: Whose, client: ClientProfile) -> list[tuple[Racket, Decimal | None]]:
    """Each racket, with the tension of its mains where that is its own."""
    first = owner.frame(form.racket.data)
    rackets = [first] if first else _new_rackets(form, client)
    others = [racket for racket in owner.frames if str(racket.id) in form.bag]
    return [(racket, form.bag.get(str(racket.id))) for racket in (*rackets, *others)]


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


def _strung(orders: Sequence[Order]) -> Taken:
    """All of them off the machine today, or none."""
    today = local_today()
    if len(orders) == 1:
        order = queries.by_number(orders[0].number, lock=True)
        service.mark_strung(order, on=today)
        return Taken([order])
    batch = batches.move_all([order.number for order in orders], Step.STRUNG, today)
    if batch.refused:
        raise Refused(batch.refused[0]["refusal"])
    return Taken(orders, batch)
