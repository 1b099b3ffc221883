"""`/portal`: everything a client has had strung, at every stringer."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from rbo.portal.views.door import bp


@bp.get("/portal")
def home() -> ResponseReturnValue:
    """The client's stringjobs."""
    return render_template("portal/home.html")
