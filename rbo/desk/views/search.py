"""Search everywhere: a page, and the same answers in the palette over any page."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from rbo.desk.search import look_up
from rbo.desk.views.door import bp
from rbo.platform.web import is_htmx, searched


@bp.get("/search")
def search() -> ResponseReturnValue:
    """Clients, rackets, orders, receipts, strings and actions that fit *q*."""
    text = searched()
    template = "desk/_hits.html" if is_htmx() else "desk/search.html"
    return render_template(template, groups=look_up(text), text=text)
