"""What others let the stringer look at."""

from __future__ import annotations

from uuid import UUID

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from rbo.platform.errors import Missing
from rbo.platform.web import go, row_number
from rbo.sharing import inbox as box
from rbo.sharing import queries
from rbo.sharing.service import NoLonger
from rbo.sharing.views.door import bp
from rbo.sharing.views.reading import write_down, write_down_job, write_down_list


@bp.get("/shared")
def inbox() -> ResponseReturnValue:
    """The jobs by the stringer they come from; source and client narrow them."""
    wanted = box.Wanted(*(request.args.get(name, type=UUID) for name in ("source", "client")))
    number = request.args.get("page", 0, type=row_number)
    clients, page = box.clients(), box.page(wanted, number)
    try:
        if wanted.source and not wanted.client:
            g.beside["unread"] -= write_down_list(page.jobs, wanted.source)
        else:
            write_down(page.jobs)
    except NoLonger:
        return redirect(request.full_path.rstrip("?"), 303)
    return render_template("sharing/inbox.html", clients=clients, page=page, wanted=wanted, number=number)


@bp.get("/shared/news")
def news() -> ResponseReturnValue:
    """To what a notification is *about*: a job, or all that a client shows; to the list when that is over."""
    about = request.args.get("about", type=UUID)
    if about is not None and queries.ways_to(about):
        return redirect(url_for(".show", shared_id=about), 303)
    is_over = about is None or not queries.is_trusted(about)
    return go(url_for(".inbox"), _("This is not shared with you any more.") if is_over else "")


@bp.get("/shared/<uuid:shared_id>")
def show(shared_id: UUID) -> ResponseReturnValue:
    """One job, as far as its grants show it."""
    ways = queries.ways_to(shared_id)
    if not ways:
        raise Missing
    g.beside["unread"] -= write_down_job(ways)
    return render_template("sharing/job.html", job=ways[0], ways=ways)
