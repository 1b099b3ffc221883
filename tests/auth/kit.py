"""What the tests of signing in do again and again."""

from __future__ import annotations

from contextlib import contextmanager

from rbo.auth.gotrue import gotrue
from rbo.platform.db import system_session
from tests.auth.conftest import PASSWORD
from tests.signed_in import csrf


def sign_in(guest, email, password=PASSWORD, **more):
    sent = {"email": email, "password": password, "csrf_token": csrf(guest, "/sign-in"), **more}
    return guest.post("/sign-in", data=sent)


def link_of(site, email, kind="magiclink"):
    with site.app_context():
        token, kind = gotrue().make_link(kind, email)
    return f"/auth/callback?token_hash={token}&type={kind}"


def said(answer):
    return answer.text.partition("<main")[2].partition("</main>")[0]


def values(guest):
    names = ("rbo-access", "rbo-refresh")
    return {name: cookie.value for name in names if (cookie := guest.get_cookie(name))}


@contextmanager
def system_session_of(site):
    with site.app_context(), system_session() as rows:
        yield rows
