"""What a page answers whose visitor asked for a receipt."""

from __future__ import annotations

from flask import Response, make_response, render_template, url_for

from rbo.platform.db import db
from rbo.platform.file_names import send_pdf
from rbo.receipts.handover import Copy, Deed, NoPaper, fetch
from rbo.receipts.sheet import sheet


def hand_out(copy: Copy, deed: Deed, print_view: str) -> Response:
    """The PDF; a page that asks again when it is late; the way to the *print_view* when there is none.

    Ends the reading of the page's transaction, so that the worker does not have to wait for it.
    """
    db.session.close()
    try:
        drawn = fetch(copy, deed)
    except NoPaper:
        return make_response(render_template("receipts/undrawn.html", print_view=print_view), 503)
    if drawn is None:
        late = make_response(render_template("receipts/drawing.html", print_view=print_view), 202)
        late.headers["Refresh"] = "1"
        return late
    return send_pdf(drawn, copy.file_name)


def print_view(copy: Copy) -> Response:
    """The same page for the browser's own printer; needs no worker and no Redis."""
    return make_response(on_screen(copy))


def on_screen(copy: Copy) -> str:
    """The page of a receipt with what a browser needs to show it."""
    styles = (url_for("static", filename=name) for name in ("paper.css", "paper-screen.css"))
    return sheet(copy.draft, copy.number, copy.locale, tuple(styles))
