"""`/portal/claim/<token>`: where an invitation leads. Looking uses nothing up; the button does."""

from __future__ import annotations

from datetime import timedelta

from flask import make_response, render_template, request
from flask.typing import ResponseReturnValue

from rbo.auth import service as sign_in
from rbo.auth.visitor import let_in
from rbo.platform.web import public
from rbo.portal import queries, service
from rbo.portal.jobs import CLAIM
from rbo.portal.refusals import ClaimUsed
from rbo.portal.sealing import unsealed
from rbo.portal.views.door import bp

GOOD_FOR = timedelta(days=14)
NO_TRACE = {"Referrer-Policy": "no-referrer"}


@bp.get("/portal/claim/<token>")
@public
def invitation(token: str) -> ResponseReturnValue:
    """Who invites; mail scanners that follow links leave it good."""
    seal = unsealed(CLAIM, token, GOOD_FOR)
    offer = queries.offer(seal) if seal is not None else None
    if offer is None:
        return _used()
    return render_template("portal/invitation.html", offer=offer, token=token), 200, NO_TRACE


@bp.post("/portal/claim/<token>")
@public
def claim(token: str) -> ResponseReturnValue:
    """Link what stringers wrote down, and sign in; who has signed in here before gets a link by mail."""
    seal = unsealed(CLAIM, token, GOOD_FOR)
    if seal is None or queries.offer(seal) is None:
        return _used()
    try:
        email = service.claim(seal)
    except ClaimUsed:
        return _used()
    session = sign_in.first_way_in(email)
    if session is not None:
        return let_in(session, "/portal")
    sign_in.mail_link(email, "/portal", request.remote_addr)
    return render_template("portal/claimed.html", email=email), 200, NO_TRACE


def _used() -> ResponseReturnValue:
    return make_response(render_template("portal/claim_used.html"), ClaimUsed.status, NO_TRACE)
