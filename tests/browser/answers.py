"""What a page is expected to answer with."""

from __future__ import annotations

OVER = ("/auth/callback", "/portal/claim/used", "/j/used")
NEVER_THERE = ("/nowhere", "/settings/logo", "/portal")  # no logo was chosen, and a stringer is no client


def status_of(address: str) -> int:
    """What a stringer's browser is answered at *address*: a page, or one that says why there is none."""
    if address.startswith(OVER):
        return 410
    is_an_invitation = address.startswith("/portal/claim/")
    return 404 if address.startswith(NEVER_THERE) and not is_an_invitation else 200
