"""What signing in says no to."""

from __future__ import annotations

from rbo.platform.errors import Refused, TooOften


class NotInvited(Refused):
    """The address is known to the identity service, but has no book here."""

    status = 403


class LinkUsed(Refused):
    """The mailed link was used before, or is too old."""

    status = 410


class WrongPassword(Refused):
    """The pair of address and password is not known."""


class TooManyTries(TooOften):
    """Slow down."""


class WeakPassword(Refused):
    """The new password does not meet the rule, or is the old one."""


class SignInAway(Refused):
    """The identity service does not answer."""

    status = 503


class SignInAgain(Refused):
    """The login is too old for this; signing in again shows that it is still the same person."""

    status = 403


class AlreadyHere(Refused):
    """Somebody with this address has signed in before."""
