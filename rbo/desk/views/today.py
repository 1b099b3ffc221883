"""Today: where the day begins."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from rbo.desk import queries
from rbo.desk.views.door import bp
from rbo.platform.web import is_htmx
from rbo.platform.words import local_today


@bp.get("/")
def today() -> ResponseReturnValue:
    """What is on the bench, what waits, what went wrong."""
    template = "desk/_today.html" if is_htmx() else "desk/today.html"
    return render_template(template, look=queries.today(), today=local_today())
