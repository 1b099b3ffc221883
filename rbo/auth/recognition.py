"""Recognising a browser by its cookies, whose access token is carried on silently; a program by its token."""

from __future__ import annotations

import logging

from flask import request

from rbo.auth import answers, cookies, logins, queries
from rbo.auth.browser import sign_in_browser
from rbo.auth.gotrue import Away, SaidNo, gotrue
from rbo.auth.keys import believed
from rbo.auth.models import Visitor
from rbo.auth.queries import Known
from rbo.auth.tokens import BadToken, Claims
from rbo.platform.config import settings

log = logging.getLogger(__name__)


def recognise() -> tuple[Visitor, Known] | None:
    """Who asks, and how their login stands; None for a stranger."""
    access, refresh = cookies.read(request, settings())
    claims = _claims(access)
    if claims is None or claims.is_ending:
        access = _refreshed(refresh) or (access if claims else "")
        claims = _claims(access)
    return _known(claims, access) if claims else None


def known_by(access: str) -> tuple[Visitor, Known] | None:
    """Whose access token this is, as it stands, and how their login stands; None for a stranger."""
    claims = _claims(access)
    return _known(claims, access) if claims else None


def _known(claims: Claims, access: str) -> tuple[Visitor, Known] | None:
    known = queries.whois(claims.sub, claims.login_id)
    if known is None or logins.is_over(known):
        return None
    return _visitor(claims, known, access), known


def _visitor(claims: Claims, known: Known, access: str) -> Visitor:
    return Visitor(
        sub=claims.sub,
        login_id=claims.login_id,
        stringer_id=known.stringer_id if known.is_stringer else None,
        person_id=known.person_id,
        role=known.role or "",
        signed_in_at=known.created_at,
        access_token=access,
    )


def _claims(access: str) -> Claims | None:
    try:
        return believed(access) if access else None
    except BadToken as bad:
        log.info("token not believed: %s", bad)
        return None


def _refreshed(refresh: str) -> str:
    if not refresh:
        return ""
    try:
        session = gotrue().by_refresh(refresh)
    except SaidNo as no:
        log.info("login not carried on: %s", no.code)
        return ""
    except Away as away:
        raise answers.away() from away
    sign_in_browser(session)
    return session.access_token
