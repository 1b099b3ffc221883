"""The first step of Add stringjob: whose racket is it?"""

from __future__ import annotations

from typing import Any

from flask import render_template, url_for

from rbo.clients import queries as clients
from rbo.orders import queries
from rbo.orders.forms.stringjob import NEW
from rbo.platform.web import is_htmx, searched


def pick() -> str:
    """The last clients, or those that are searched for."""
    text = searched()
    found = clients.find(text) if text else queries.recent_clients()
    return render_template(
        "orders/_clients.html" if is_htmx() else "orders/pick.html",
        clients=found,
        jobs=queries.jobs_of([client.id for client in found]),
        text=text,
        anew=url_for(".new", client=NEW, q=text or None),
    )


def started(text: str) -> dict[str, Any]:
    """What was searched for in vain, as the beginning of a new client."""
    if "@" in text:
        return {"email": text}
    if text and not any(letter.isalpha() for letter in text):
        return {"phone": text}
    first, _space, last = text.partition(" ")
    return {"first_name": first, "last_name": last}
