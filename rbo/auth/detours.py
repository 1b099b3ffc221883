"""Where somebody is sent instead of the page they asked for."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from rbo.platform.security import SAFE_METHODS, is_local_path
from rbo.platform.web import is_htmx
from rbo.stringers.models import Status, Stringer

WHILE_CLOSED = ("auth.leaving", "auth.reopen", "auth.sign_out")
TURNED_AWAY = "turned away"  # told on the page for signing in, and by no toast
BEFORE_PROFILE = ("stringers.welcome", "stringers.finish_profile", "auth.sign_out")


def detour(me: Stringer) -> ResponseReturnValue | None:
    """Where a stringer whose book is closed, or who has none yet, has to go first."""
    if me.status is Status.DEACTIVATED:
        return None if request.endpoint in WHILE_CLOSED else send_to(url_for("auth.leaving"))
    if not me.has_profile and request.endpoint not in BEFORE_PROFILE:
        return send_to(url_for("stringers.welcome"))
    return None


def turn_away(*, is_unattended: bool) -> ResponseReturnValue:
    """To the sign-in page, which leads back; a page that asks by itself is only told no."""
    if is_htmx() and is_unattended:
        return "", 401
    is_form = request.method not in SAFE_METHODS
    if is_form and request.endpoint != "auth.sign_out":
        flash(_("Nothing was saved. Sign in and do it once more."), TURNED_AWAY)
    if is_htmx():
        return send_to(url_for("auth.sign_in", next=_page_of(request.headers.get("HX-Current-URL", ""))))
    here = _page_of(_own(request.referrer)) if is_form else request.full_path.rstrip("?")
    return send_to(url_for("auth.sign_in", next=here if here != "/" else None))


def send_to(address: str) -> ResponseReturnValue:
    """To *address*, with the whole page where HTMX asked for a part."""
    if is_htmx():
        return "", 401, {"HX-Redirect": address}
    return redirect(address, 303)


def _own(address: str | None) -> str:
    return address if address and address.startswith(request.host_url) else ""


def _page_of(address: str) -> str | None:
    try:
        page = urlsplit(address)._replace(scheme="", netloc="").geturl()
    except ValueError:
        return None
    return page if is_local_path(page) else None
