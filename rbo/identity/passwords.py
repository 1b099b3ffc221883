"""Passwords: the rule for choosing one, and argon2id for keeping it."""

from __future__ import annotations

from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

HASHER = PasswordHasher(time_cost=1, memory_cost=46 * 1024, parallelism=1)
AT_ONCE = BoundedSemaphore(2)
SHORTEST, LONGEST = 12, 128
NOBODYS = "$argon2id$v=19$m=47104,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"


def weaknesses(password: str, email: str) -> list[str]:
    """Why *password* is refused, in gotrue's words: `length`, `characters`, `pwned`."""
    kinds = (str.islower, str.isupper, str.isdigit, _is_symbol)
    tests = {
        "length": not SHORTEST <= len(password) <= LONGEST,
        "characters": not all(any(kind(c) for c in password) for kind in kinds),
        "pwned": _is_guessable(password, email),
    }
    return [reason for reason, is_weak in tests.items() if is_weak]


def hash_password(password: str) -> str:
    """The argon2id hash of *password*; two at a time, 46 MiB each."""
    with AT_ONCE:
        return HASHER.hash(password)


def matches(kept: str | None, password: str) -> bool:
    """Whether *password* belongs to the hash *kept*; without one it takes as long and is False."""
    with AT_ONCE:
        try:
            HASHER.verify(kept or NOBODYS, password)
        except (VerificationError, InvalidHashError):
            return False
        return kept is not None


def is_outdated(kept: str) -> bool:
    """Whether *kept* was made with other parameters than today's."""
    return HASHER.check_needs_rehash(kept)


def _is_symbol(char: str) -> bool:
    return not char.isalnum() and not char.isspace()


def _is_guessable(password: str, email: str) -> bool:
    folded = password.casefold()
    name = email.partition("@")[0].casefold()
    return len(set(folded)) < 5 or (len(name) >= 4 and name in folded)
