"""Mailing letters behind the page; the one-time token is made when the mail is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session as Store

from rbo.identity import letters, links, queries
from rbo.identity.models import Kind, Letter, LetterOutbox, Session, User
from rbo.identity.store import engine, transaction
from rbo.identity.tidying import tidy
from rbo.platform import clock, mail
from rbo.platform.config import settings
from rbo.platform.jobs.desks import Desk
from rbo.platform.jobs.job import Job
from rbo.platform.jobs.outcomes import Abort
from rbo.platform.jobs.slip import Slip

WAITED_FOR = timedelta(hours=1)


@dataclass(frozen=True)
class Wish:
    """A letter somebody asked for."""

    kind: Kind
    email: str
    user_id: UUID | None
    way_back: str
    challenge: str | None
    asked_at: datetime


@dataclass(frozen=True)
class Warned:
    """Who is told of a login that was ended."""

    email: str
    locale: str


def read_wish(letter_id: UUID) -> Wish:
    """What the letter is to be.

    Raises:
        Abort: it was taken back.
    """
    with transaction(settings()) as store:
        row = store.get(Letter, letter_id)
        if row is None:
            raise Abort("not_wanted")
        return Wish(row.kind, row.email, row.user_id, row.redirect_to, row.code_challenge, row.created_at)


def post(wish: Wish, slip: Slip) -> None:
    """Mail the letter to whoever is known by that address; nobody else gets one.

    Raises:
        Outcome: it was not wanted any more, or the mail server did not take it.
    """
    if wish.kind is not Kind.INVITE and clock.now() - wish.asked_at > WAITED_FOR:
        raise Abort("too_old")
    with transaction(settings()) as store:
        tidy(store)
        user = _known(store, wish)
        token = links.make(store, user, wish.kind, email=wish.email, challenge=wish.challenge)
        locale = _language(user)
    link = letters.address(settings(), token, wish.kind, wish.way_back, is_bound=wish.challenge is not None)
    mail.send(letters.write(letters.WORDS[wish.kind], wish.email, link, locale), slip)


def read_login(login_id: UUID) -> Warned:
    """Whose login was ended.

    Raises:
        Abort: nobody's any more.
    """
    with transaction(settings()) as store:
        whose = select(User).join(Session, Session.user_id == User.id).where(Session.id == login_id)
        user = _wanted(store.scalars(whose).first())
        return Warned(user.email, _language(user))


def post_warning(warned: Warned, slip: Slip) -> None:
    """Mail that a login was ended, because a key of it was used twice.

    Raises:
        Outcome: the mail server did not take it.
    """
    link = f"{settings().public_url}/sign-in"
    mail.send(letters.write(letters.WARNING, warned.email, link, warned.locale), slip)


def _known(store: Store, wish: Wish) -> User:
    return _wanted(store.get(User, wish.user_id) if wish.user_id else queries.by_email(store, wish.email))


def _wanted(user: User | None) -> User:
    if user is None or user.is_barred:
        raise Abort("nobody")
    return user


def _language(user: User) -> str:
    return str(user.user_metadata.get("locale") or "en")


@contextmanager
def _nobodys_book(_stringer_id: UUID | None) -> Iterator[None]:
    yield


DESK = Desk(
    "letters",
    row=LetterOutbox,
    engine=lambda: engine(settings().database_url_identity),
    reading=_nobodys_book,
    writing=_nobodys_book,
    is_open=lambda: settings().embeds_identity,
)
deliver = Job(
    "identity.deliver",
    queue="paper",
    timeout_s=120,
    read=read_wish,
    do=post,
    title=_l("Sign-in link"),
    desk=DESK,
)
warn = Job(
    "identity.warn",
    queue="paper",
    timeout_s=120,
    read=read_login,
    do=post_warning,
    title=_l("Ended sign-in"),
    desk=DESK,
)
