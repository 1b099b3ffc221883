"""The list of orders from bare SQL: psycopg as the app role, drawn by the template of the page itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import psycopg
from flask import Flask, render_template, request

from rbo.orders.constraints import Kind
from rbo.orders.listing import filters
from rbo.orders.listing.line import Line
from rbo.orders.listing.page import A_PAGE, Page
from rbo.orders.listing.wanted import Mark
from rbo.platform import roles
from rbo.platform.ids import new_id
from rbo.platform.web import public
from rbo.platform.words import local_today

ADDRESS = "/bare-orders"
BOOK = "select set_config('app.stringer_id', %s, true)"
ROWS = """
select o.number, o.kind, o.ordered_at, o.strung_at, o.returned_at, o.paid_at, o.cancelled_at, o.tension_unit,
    o.main_tension, o.cross_tension, o.currency,
    c.entered_first_name, c.entered_last_name, r.label, r.instance_id,
    o.labour_price + case when o.main_byo then 0 else o.main_price end
        + case when o.cross_byo then 0 else o.cross_price end
        + (select coalesce(sum(e.price), 0) from order_extras e
            where e.stringer_id = o.stringer_id and e.order_id = o.id)
from (select * from orders order by stringer_id desc, number desc limit %s) o
join client_profiles c on c.stringer_id = o.stringer_id and c.id = o.client_id
join rackets r on r.stringer_id = o.stringer_id and r.id = o.racket_id
order by o.number desc
"""


@contextmanager
def installed(app: Flask, stringer_id: UUID) -> Iterator[None]:
    """Give *app* the bare page beside its own, on one connection; nobody is asked who they are there."""
    connection = psycopg.connect(roles.plain(app.config["RBO"].database_url))

    @app.get(ADDRESS)
    @public
    def bare() -> str:
        with connection.transaction():
            connection.execute(BOOK, [str(stringer_id)])
            rows = connection.execute(ROWS, [A_PAGE + 1]).fetchall()
        lines = [Line(row[0], Kind(row[1]), *row[2:]) for row in rows]
        wanted, wrong = filters.read(request.args)
        return render_template(
            "orders/index.html",
            wanted=wanted,
            wrong=wrong,
            page=Page(lines[:A_PAGE], older=Mark(lines[A_PAGE - 1].number)),
            named={},
            is_ticked=False,
            typed=request.args,
            form_key=new_id(),
            today=local_today(),
        )

    with connection:
        yield
