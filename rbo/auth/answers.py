"""What the answers of the identity service mean for people, and how often they may ask."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from flask_babel import gettext as _
from flask_babel import ngettext

from rbo.auth import refusals
from rbo.auth.gotrue import Away, SaidNo
from rbo.platform.config import settings
from rbo.platform.errors import Refused
from rbo.platform.metrics.counting import count
from rbo.platform.metrics.families import SIGN_INS
from rbo.platform.sign_in_limits import SignInLimits
from rbo.platform.throttle import throttle

TOO_OLD = "reauthentication_needed"

log = logging.getLogger(__name__)


def limits() -> SignInLimits:
    """The limits at the sign-in page."""
    return SignInLimits(throttle(settings().redis_url), "page")


def slow_down(wait_s: int) -> None:
    """Refuse when there are *wait_s* seconds to wait.

    Raises:
        TooManyTries: there are.
    """
    if wait_s:
        log.warning("sign-in slowed down", extra={"wait_s": wait_s})
        sentence = ngettext(
            "Too many tries. Wait %(num)s second.",
            "Too many tries. Wait %(num)s seconds.",
            wait_s,
        )
        raise refusals.TooManyTries(sentence, wait_s)


@contextmanager
def counted() -> Iterator[None]:
    """Count a try to sign in, by its end."""
    outcome = "accepted"
    try:
        yield
    except Refused as refused:
        outcome = "away" if refused.status >= 500 else "refused"
        raise
    finally:
        count(SIGN_INS, outcome=outcome)


@contextmanager
def understood(otherwise: Refused) -> Iterator[None]:
    """Say *otherwise* where gotrue says no, unless it only wants some patience.

    Raises:
        Refused: what there is to say.
    """
    try:
        yield
    except SaidNo as no:
        slow_down(no.retry_after_s)
        log.info("identity service refused", extra={"code": no.code})
        raise (sign_in_again() if no.code == TOO_OLD else otherwise) from no
    except Away as silence:
        raise away() from silence


def sign_in_again() -> refusals.SignInAgain:
    """The refusal for a login that is too old for what it asks."""
    return refusals.SignInAgain(_("Sign out and in again, then choose a password within 15 minutes."))


def away() -> refusals.SignInAway:
    """The refusal while gotrue does not answer."""
    return refusals.SignInAway(_("Signing in does not work for the moment. Try again shortly."))
