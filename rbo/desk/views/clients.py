"""The list of clients and the page of one, with rackets and history."""

from __future__ import annotations

from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue

from rbo.clients.queries import by_id, rackets_of
from rbo.desk import queries
from rbo.desk.views.door import bp
from rbo.orders import queries as orders
from rbo.platform.web import is_htmx, searched


@bp.get("/clients")
def clients() -> ResponseReturnValue:
    """Everybody by last name; *q* searches, *after* is the client behind whom the page begins."""
    text, after = searched(), request.args.get("after", type=UUID)
    page = queries.page_of_clients(text, after)
    template = "desk/_clients.html" if is_htmx() else "desk/clients.html"
    return render_template(template, page=page, text=text, after=after)


@bp.get("/clients/<uuid:client_id>")
def client(client_id: UUID) -> ResponseReturnValue:
    """One client: how to reach them, their rackets, what was strung."""
    found = by_id(client_id)
    return render_template(
        "desk/client.html",
        client=found,
        rackets=rackets_of(found),
        history=orders.history_of(found.id),
        had=orders.jobs_of([found.id]).get(found.id),
    )
