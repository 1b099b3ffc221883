"""The public keys of a gotrue that signs with RS256 or ES256, fetched now and then and kept."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, cast

import jwt
from flask import current_app

from rbo.auth import tokens
from rbo.auth.gotrue import Away, SaidNo
from rbo.platform.config import settings

FETCH_EVERY_S = 30
FRESH_FOR_S = 600
ALGORITHMS = {"RSA": "RS256", "EC": "ES256"}

log = logging.getLogger(__name__)


@dataclass
class Jwks:
    """A ring of keys. An unknown name asks the service, at most every 30 s; no answer keeps the old ring."""

    fetch: Callable[[], list[dict[str, Any]]]
    _keys: dict[str, tuple[Any, str]] = field(default_factory=dict)
    _fetched: float = float("-inf")
    _lock: Lock = field(default_factory=Lock)

    def find(self, kid: str) -> tuple[Any, str] | None:
        """The key of exactly this name and the one algorithm it is for; None closes the door."""
        age_s = time.monotonic() - self._fetched
        if age_s > FRESH_FOR_S or (kid not in self._keys and age_s > FETCH_EVERY_S):
            with self._lock:
                self._renew()
        return self._keys.get(kid)

    def _renew(self) -> None:
        if time.monotonic() - self._fetched <= FETCH_EVERY_S:
            return
        self._fetched = time.monotonic()
        try:
            fetched = self.fetch()
        except (Away, SaidNo) as error:
            log.warning("public keys could not be fetched, the old ones stay: %s", error)
            return
        self._keys = {str(made["kid"]): key for made in fetched if (key := _usable(made))}


def believed(token: str) -> tokens.Claims:
    """The claims of *token*, if this installation believes it.

    Raises:
        BadToken: it does not.
    """
    return tokens.read(token, settings(), cast("Jwks", current_app.extensions["gotrue_keys"]))


def _usable(made: dict[str, Any]) -> tuple[Any, str] | None:
    algorithm = ALGORITHMS.get(str(made.get("kty")))
    if algorithm is None or "kid" not in made or made.get("alg", algorithm) != algorithm:
        return None
    try:
        return jwt.PyJWK(made, algorithm=algorithm).key, algorithm
    except jwt.PyJWTError:
        log.warning("a public key could not be read and is left out")
        return None
