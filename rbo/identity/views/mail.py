"""`/otp`, `/magiclink`, `/recover`: letters to people who are known, the same answer to everyone."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request

from rbo.identity import accounts, service
from rbo.identity.doorkeeper import body, limits, refuse_for, text_of, way_back
from rbo.identity.models import Kind
from rbo.identity.problems import Problem
from rbo.identity.store import store

bp = Blueprint("mail", __name__)


@bp.post("/otp")
@bp.post("/magiclink")
def otp() -> dict[str, Any]:
    """Mail a sign-in link."""
    return _mail(Kind.MAGICLINK)


@bp.post("/recover")
def recover() -> dict[str, Any]:
    """Mail a link for choosing a new password."""
    return _mail(Kind.RECOVERY)


@bp.post("/signup")
def sign_up() -> dict[str, Any]:
    """Nobody signs up; people are invited."""
    raise Problem(422, "signup_disabled", "Signups not allowed for this instance")


def _mail(kind: Kind) -> dict[str, Any]:
    sent = body()
    if text_of(sent, "phone"):
        raise Problem(422, "phone_provider_disabled", "Phone logins are disabled")
    email = accounts.read_email(sent.get("email"))
    refuse_for(limits().link_wait_s(request.remote_addr), "over_email_send_rate_limit")
    if limits().may_mail(email):
        service.ask_for_letter(store(), kind, email, way_back(), challenge=_challenge(sent))
        store().commit()
    return {}


def _challenge(sent: dict[str, Any]) -> str | None:
    value = text_of(sent, "code_challenge")
    return f"{text_of(sent, 'code_challenge_method').lower() or 'plain'}:{value}" if value else None
