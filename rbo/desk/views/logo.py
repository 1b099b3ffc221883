"""`/settings/logo`: the logo of a stringer, put in its place as soon as it is chosen."""

from __future__ import annotations

from io import BytesIO

from flask import abort, make_response, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from rbo.desk.views.door import bp
from rbo.platform.db import db
from rbo.platform.errors import Refused
from rbo.platform.web import go, is_htmx, takes_file, tell
from rbo.stringers import queries, service
from rbo.stringers.forms import SettingsForm


@bp.get("/settings/logo")
def logo() -> ResponseReturnValue:
    """The picture itself."""
    me = queries.mine()
    if me.logo is None:
        abort(404)
    return send_file(BytesIO(me.logo), mimetype=me.logo_type)


@bp.post("/settings/logo")
@takes_file
def upload_logo() -> ResponseReturnValue:
    """Keep the file that was chosen."""
    file = request.files.get("logo")
    try:
        can_undo = service.change_logo(queries.mine(), file.read() if file else b"")
    except Refused as refusal:
        return _section(str(refusal)), refusal.status
    db.session.commit()
    return _answer(_("Logo saved."), can_undo)


@bp.delete("/settings/logo")
def remove_logo() -> ResponseReturnValue:
    """Put the name back in its place."""
    can_undo = service.remove_logo(queries.mine())
    db.session.commit()
    return _answer(_("Logo removed."), can_undo)


@bp.delete("/settings/logo/change")
def put_logo_back() -> ResponseReturnValue:
    """As it was before the last change."""
    service.put_logo_back(queries.mine())
    db.session.commit()
    return _answer(_("The logo is as it was before."))


def _answer(said: str, can_undo: bool = False) -> ResponseReturnValue:
    undo = url_for(".put_logo_back") if can_undo else ""
    if not is_htmx():
        return go(url_for(".settings", _anchor="logo-title"), said, undo)
    tell(said, undo)
    answer = make_response(_section())
    answer.headers["HX-Trigger-After-Settle"] = "logo-changed"
    return answer


def _section(problem: str = "") -> str:
    form = SettingsForm(formdata=None)
    form.logo.errors = [problem] if problem else []
    return render_template("desk/settings/_logo.html", form=form, logo_mark=queries.logo_mark())
