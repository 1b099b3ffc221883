"""The service with a mail server, and what it wrote."""

from __future__ import annotations

from email.message import Message

import pytest

from rbo.identity.models import LetterOutbox
from rbo.identity.store import transaction
from rbo.platform.ids import new_id
from rbo.platform.jobs.run import run
from tests.signed_in import make_known


def post(site):
    """Let a worker do what the outbox of the service holds; gives the states."""
    with transaction(site.config["RBO"]) as store:
        waiting = [row.id for row in store.query(LetterOutbox)]
    for row_id in waiting:
        run("letters", str(row_id))
    with transaction(site.config["RBO"]) as store:
        return [row.state.value for row in store.query(LetterOutbox)]


def parts(letter: Message) -> dict[str, str]:
    found = {part.get_content_type(): part.get_payload(decode=True) for part in letter.walk()}
    return {kind: bytes(content).decode() for kind, content in found.items() if isinstance(content, bytes)}


def link_in(letter: Message) -> str:
    return next(word for word in parts(letter)["text/plain"].split() if word.startswith("http"))


@pytest.fixture
def site(ground, redis_url):
    return ground


@pytest.fixture
def known(site):
    """The address of somebody whom the service knows."""
    make_known(site, "kim@example.org", new_id())
    return "kim@example.org"
