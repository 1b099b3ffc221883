"""Access tokens: what must hold before one is believed (product 8; ASVS 5.0: 9.1, 9.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

import jwt

from rbo.platform import clock
from rbo.platform.config import Settings
from rbo.platform.ids import new_id

LEEWAY_S = 30
SPOKEN_FOR_S = 60
LIFE_S = 600
LONGEST = 4096
NEEDED = ["exp", "iat", "iss", "aud", "sub", "session_id"]


class BadToken(Exception):
    """Not a token that this installation believes, or not any more."""


class KeyRing(Protocol):
    """Public keys by their name."""

    def find(self, kid: str) -> tuple[Any, str] | None:
        """The key and the one algorithm it is for."""


@dataclass(frozen=True)
class Claims:
    """What a believed token says."""

    sub: UUID
    login_id: UUID
    expires_at: int

    @property
    def is_ending(self) -> bool:
        """Whether it is time to refresh."""
        return self.expires_at - clock.now().timestamp() < LEEWAY_S


def read(token: str, settings: Settings, ring: KeyRing) -> Claims:
    """The claims of *token*.

    Raises:
        BadToken: its signature, issuer, audience, times or form are wrong.
    """
    if len(token) > LONGEST:
        raise BadToken("too long")
    try:
        claims = _verified(token, settings, ring)
        _check_times(claims)
        if settings.embeds_identity:
            _check_promises(claims)
        return Claims(UUID(claims["sub"]), UUID(claims["session_id"]), _end(claims))
    except (jwt.PyJWTError, ValueError, TypeError, AttributeError) as error:
        raise BadToken(type(error).__name__) from error


def spoken_for(sub: UUID, login_id: UUID, settings: Settings) -> str:
    """A token of a minute in the name of another login, to end it; empty where only gotrue has the key."""
    if settings.gotrue_jwt_mode != "hs256":
        return ""
    now = int(clock.now().timestamp())
    claims = {
        "iss": settings.gotrue_issuer,
        "aud": settings.gotrue_audience,
        "sub": str(sub),
        "session_id": str(login_id),
        "jti": str(new_id()),
        "role": "authenticated",
        "iat": now,
        "exp": now + SPOKEN_FOR_S,
    }
    return jwt.encode(claims, settings.gotrue_jwt_secret, algorithm="HS256")


def _verified(token: str, settings: Settings, ring: KeyRing) -> dict[str, Any]:
    header = jwt.get_unverified_header(token)
    if header.get("typ") != "JWT":
        raise BadToken("typ")
    key, algorithm = _key(header, settings, ring)
    claims: dict[str, Any] = jwt.decode(
        token,
        key,
        algorithms=[algorithm],
        issuer=settings.gotrue_issuer,
        audience=settings.gotrue_audience,
        options={"require": NEEDED, "verify_exp": False, "verify_iat": False, "verify_nbf": False},
    )
    return claims


def _key(header: dict[str, Any], settings: Settings, ring: KeyRing) -> tuple[Any, str]:
    if settings.gotrue_jwt_mode == "hs256":
        return settings.gotrue_jwt_secret, "HS256"
    found = ring.find(str(header.get("kid", "")))
    if found is None:
        raise BadToken("kid")
    return found


def _check_times(claims: dict[str, Any]) -> None:
    now = clock.now().timestamp()
    for name in ("exp", "iat", *(["nbf"] if "nbf" in claims else [])):
        if type(claims[name]) is not int:
            raise BadToken(name)
    if now > _end(claims) + LEEWAY_S:
        raise BadToken("expired")
    if max(claims["iat"], claims.get("nbf", 0)) > now + LEEWAY_S:
        raise BadToken("not yet")


def _end(claims: dict[str, Any]) -> int:
    """Ten minutes, also where a gotrue gives an hour: so soon a lost token is worth nothing."""
    return min(int(claims["exp"]), int(claims["iat"]) + LIFE_S)


def _check_promises(claims: dict[str, Any]) -> None:
    """What the embedded service says in every token; gotrue gives its own no name (docs/decisions/0025)."""
    UUID(claims.get("jti"))
    if claims["exp"] - claims["iat"] > LIFE_S:
        raise BadToken("life")
