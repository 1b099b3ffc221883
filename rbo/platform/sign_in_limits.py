"""How often somebody may try to sign in: per account, per address range, and all together.

A guess is slowed down, never locked out for good, and a mailed link is counted apart from passwords,
so that no stranger keeps an owner outside.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from rbo.platform.throttle import Rule, Throttle, address_range

PASSWORD_ACCOUNT = Rule("password-account", free=5, longest_s=60, forget_s=900)
PASSWORD_RANGE = Rule("password-range", free=20, longest_s=300, forget_s=3600)
PASSWORD_ALL = Rule("password-all", free=300, longest_s=60, forget_s=120, per_minute=True)
LINK_ACCOUNT = Rule("link-account", free=5, longest_s=600, forget_s=3600)
LINK_RANGE = Rule("link-range", free=30, longest_s=300, forget_s=3600)
LINK_ALL = Rule("link-all", free=300, longest_s=60, forget_s=120, per_minute=True)


@dataclass(frozen=True)
class SignInLimits:
    """The limits at one *door*: the page and the identity service count apart."""

    throttle: Throttle
    door: str

    def password_wait_s(self, email: str, address: str | None) -> int:
        """Count a try with a password; 0, or the seconds to wait before the next."""
        return (
            self.throttle.take(PASSWORD_ALL, self.door)
            or self.throttle.take(PASSWORD_RANGE, f"{self.door}:{address_range(address)}")
            or self.throttle.take(PASSWORD_ACCOUNT, f"{self.door}:{account(email)}")
        )

    def forgive(self, email: str) -> None:
        """Forget the wrong tries of *email*: its owner is here."""
        self.throttle.forgive(PASSWORD_ACCOUNT, f"{self.door}:{account(email)}")

    def link_wait_s(self, address: str | None) -> int:
        """Count a wish for a link; 0, or the seconds to wait before the next."""
        return self.throttle.take(LINK_ALL, self.door) or self.throttle.take(
            LINK_RANGE, f"{self.door}:{address_range(address)}"
        )

    def may_mail(self, email: str) -> bool:
        """Whether *email* may get one more letter; a no is kept from whoever asked."""
        return self.throttle.take(LINK_ACCOUNT, f"{self.door}:{account(email)}") == 0


def account(email: str) -> str:
    """A name for the counters of *email* that does not tell it."""
    return hashlib.sha256(email.strip().casefold().encode()).hexdigest()[:24]
