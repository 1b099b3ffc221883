"""`/activity`: what was done lately, and the way back."""

from __future__ import annotations

from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue

from rbo.desk import lately
from rbo.desk.views.door import bp


@bp.get("/activity")
def activity() -> ResponseReturnValue:
    """The steps and changes of this book, the newest first; *before* is the last line seen already."""
    before = request.args.get("before", type=UUID)
    return render_template("desk/lately.html", page=lately.page(before), before=before)
