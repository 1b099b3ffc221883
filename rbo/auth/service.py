"""Signing in and out, and letting people in."""

from __future__ import annotations

import logging
from contextlib import suppress
from urllib.parse import urlencode
from uuid import UUID

from flask_babel import gettext as _

from rbo.auth import logins, refusals
from rbo.auth.answers import away, counted, limits, sign_in_again, slow_down, understood
from rbo.auth.gotrue import Away, SaidNo, Session, gotrue
from rbo.auth.keys import believed
from rbo.auth.models import Visitor
from rbo.auth.tokens import BadToken, spoken_for
from rbo.platform import afterwards, history
from rbo.platform.config import settings
from rbo.platform.db import db
from rbo.platform.scope import current_stringer
from rbo.platform.sign_in_limits import account
from rbo.stringers import queries as stringers
from rbo.stringers.models import Role
from rbo.stringers.service import close_book

log = logging.getLogger(__name__)


def by_password(email: str, password: str, address: str | None) -> Session:
    """A login for whoever knows the password; *address* is where they come from.

    Raises:
        TooManyTries: too many, from here or for this account.
        WrongPassword: the pair is not known.
        SignInAway: the identity service does not answer.
    """
    slow_down(limits().password_wait_s(email, address))
    log.info("password tried", extra={"account": account(email)})
    with counted(), understood(refusals.WrongPassword(_("That email and password do not belong together."))):
        session = gotrue().by_password(email, password)
    limits().forgive(email)
    return session


def by_link(token_hash: str, kind: str) -> Session:
    """A login for whoever bears a mailed link.

    Raises:
        LinkUsed: it was used, is too old, or never was.
        SignInAway: the identity service does not answer.
    """
    with counted(), understood(refusals.LinkUsed(_("This link was used already, or it is too old."))):
        return gotrue().by_link(token_hash, kind)


def first_way_in(email: str) -> Session | None:
    """A login for whoever proved to read the mail of *email* and never signed in; None for who did.

    Raises:
        SignInAway: the identity service does not answer.
    """
    try:
        return gotrue().by_link(*gotrue().make_link("invite", email))
    except SaidNo:
        return None
    except Away as silence:
        raise away() from silence


def mail_link(email: str, way_back: str, address: str | None) -> None:
    """Have a link mailed to *email* if it is known; whoever asks does not learn whether it is.

    Raises:
        TooManyTries: too many from here.
        SignInAway: the identity service does not answer.
    """
    slow_down(limits().link_wait_s(address))
    try:
        gotrue().mail_link(email, settings().public_url + way_back)
    except SaidNo as no:
        slow_down(no.retry_after_s)
    except Away as silence:
        raise away() from silence


def admit(session: Session, device: str) -> None:
    """Let the bearer of *session* in, on a browser that is called *device*.

    Raises:
        NotInvited: nobody here has this login or this verified address.
        SignInAway: gotrue's token is not believed; the installation is set up wrongly.
    """
    try:
        claims = believed(session.access_token)
    except BadToken as bad:
        raise away() from bad
    if claims.sub != session.user_id or not logins.begin(session, claims, device):
        sign_out_of_gotrue(session.access_token)
        log.warning("signed in at the identity service, but without a book here")
        raise logins.why_not(claims.sub)


def sign_out(login_id: UUID, access_token: str) -> None:
    """End this login, here and at the identity service."""
    logins.end(login_id)
    afterwards.say(db.session(), log.info, "signed out", login=str(login_id))
    sign_out_of_gotrue(access_token)


def sign_out_device(me: Visitor, login_id: UUID) -> bool:
    """End a login of *me* on another device, here and at the identity service; False when none is open."""
    is_ended = logins.end(login_id)
    if is_ended and (token := spoken_for(me.sub, login_id, settings())):
        sign_out_of_gotrue(token)  # or whoever holds it could still choose a password there
    return is_ended


def sign_out_others(me: Visitor) -> None:
    """End every login of *me* but this one, here and at the identity service."""
    logins.end_others(me.login_id)
    sign_out_of_gotrue(me.access_token, "others")


def sign_out_of_gotrue(access_token: str, scope: str = "local") -> None:
    """End logins at the identity service, as far as it answers; ours have ended in any case."""
    with suppress(Away, SaidNo):
        gotrue().sign_out(access_token, scope)


def set_password(me: Visitor, password: str) -> None:
    """Choose a password shortly after signing in; every other login of the same stringer ends.

    Raises:
        SignInAgain: the login is older than a quarter of an hour.
        WeakPassword: the password does not meet the rule, or is the old one.
        SignInAway: the identity service does not answer.
    """
    if not me.is_fresh:
        raise sign_in_again()
    keep_password(me, password)


def keep_password(me: Visitor, password: str) -> None:
    """Give *me* a password, however old the login is in our own eyes; every other login ends.

    Raises:
        SignInAgain: the login is too old for the identity service.
        WeakPassword: the password does not meet the rule, or is the old one.
        SignInAway: the identity service does not answer.
    """
    rule = _("Use 12 to 128 characters with lower and upper case, a digit and a symbol, and not your name.")
    with understood(refusals.WeakPassword(rule)):
        gotrue().set_password(me.access_token, password)
    logins.end_others(me.login_id)
    history.note(db.session(), stringers.mine(), "password")
    log.info("password changed", extra={"login": str(me.login_id)})


def leave(me: Visitor) -> None:
    """Close the book of *me* and end every login, this one included.

    Raises:
        OnlyAdmin: no other admin would be left.
    """
    close_book(current_stringer())
    logins.end_all()
    afterwards.say(db.session(), log.info, "left", stringer_id=me.stringer_id)
    sign_out_of_gotrue(me.access_token, "global")


def invite(email: str, locale: str) -> None:
    """Invite a stringer: an empty book, and a letter with the way in.

    Raises:
        AlreadyHere: somebody with this address has signed in before.
        SignInAway: the identity service does not answer.
    """
    with understood(refusals.AlreadyHere(_("%(email)s is here already.", email=email))):
        gotrue().invite(email, settings().public_url + "/", {"locale": locale})
    logins.expect(email, Role.STRINGER, locale)


def first_admin(email: str, locale: str) -> str:
    """Make *email* an admin; gives the one-time address to sign in with.

    Raises:
        SignInAway: the identity service does not answer.
    """
    logins.expect(email, Role.ADMIN, locale)
    with understood(refusals.AlreadyHere(_("%(email)s is here already.", email=email))):
        try:
            token, kind = gotrue().make_link("invite", email)
        except SaidNo:
            token, kind = gotrue().make_link("magiclink", email)
    return f"{settings().public_url}/auth/callback?{urlencode({'token_hash': token, 'type': kind})}"
