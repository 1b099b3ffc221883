"""`/settings/leave`: closing one's book, and coming back within the time of grace."""

from __future__ import annotations

from flask import make_response, render_template
from flask import session as forms
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from rbo.auth import service
from rbo.auth.forms import LeaveForm
from rbo.auth.views.door import bp
from rbo.auth.visitor import sign_out_browser, visitor
from rbo.platform import clock
from rbo.platform.db import db
from rbo.platform.errors import Refused
from rbo.platform.scope import current_stringer
from rbo.platform.web import go
from rbo.stringers import queries as stringers
from rbo.stringers.models import Stringer
from rbo.stringers.service import GRACE, reopen_book


@bp.get("/settings/leave")
def leaving() -> ResponseReturnValue:
    """What leaving means; and for whom has left, the way back."""
    me = stringers.mine()
    if me.deactivated_at is None:
        return _page(LeaveForm(), me)
    until = me.deactivated_at + GRACE
    return render_template(
        "auth/closed.html", since=me.deactivated_at, until=until, is_over=clock.now() > until
    )


@bp.post("/settings/leave")
def close_book() -> ResponseReturnValue:
    """Close the book for whoever typed their name, and sign them out everywhere."""
    form, me = LeaveForm(), stringers.mine()
    if not form.validate() or (form.name.data or "").casefold() != (me.display_name or "").casefold():
        form.name.errors = [_("Type %(name)s to close this book.", name=me.display_name)]
        return _page(form, me), 422
    try:
        service.leave(visitor())
    except Refused as refusal:
        return _page(form, me, refusal), refusal.status
    db.session.commit()
    return _bye()


@bp.delete("/settings/leave")
def reopen() -> ResponseReturnValue:
    """Open the closed book again."""
    reopen_book(current_stringer())
    return go("/", _("Welcome back. Everything is as you left it."))


def _page(form: LeaveForm, me: Stringer, refusal: Refused | None = None) -> str:
    known = {"name": me.display_name, "until": clock.now() + GRACE}
    return render_template("auth/leave.html", form=form, refusal=refusal, **known)


def _bye() -> ResponseReturnValue:
    forms.clear()
    sign_out_browser()
    answer = make_response(render_template("auth/left.html", until=clock.now() + GRACE))
    answer.headers["Clear-Site-Data"] = '"cookies", "storage"'
    return answer
