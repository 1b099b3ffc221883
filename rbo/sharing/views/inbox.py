"""What others let the stringer look at."""

from __future__ import annotations

from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from rbo.platform.web import row_number
from rbo.sharing import inbox as box
from rbo.sharing import queries
from rbo.sharing.service import NoLonger
from rbo.sharing.views.door import bp
from rbo.sharing.views.reading import write_down


@bp.get("/shared")
def inbox() -> ResponseReturnValue:
    """The jobs by the stringer they come from; source and client narrow them."""
    wanted = box.Wanted(*(request.args.get(name, type=UUID) for name in ("source", "client")))
    number = request.args.get("page", 0, type=row_number)
    clients, page = box.clients(), box.page(wanted, number)
    try:
        write_down(page.jobs)
    except NoLonger:
        return redirect(request.full_path.rstrip("?"), 303)
    return render_template("sharing/inbox.html", clients=clients, page=page, wanted=wanted, number=number)


@bp.get("/shared/<uuid:shared_id>")
def show(shared_id: UUID) -> ResponseReturnValue:
    """One job, as far as its grants show it. The id may be that of a client's grant of all: to the list."""
    ways = queries.ways_to(shared_id)
    if not ways:
        queries.trust(shared_id)
        return redirect(url_for(".inbox"), 303)
    write_down(ways[:1])
    return render_template("sharing/job.html", job=ways[0], ways=ways)
