"""Finding a client by any part of a name, an address or a number."""

from __future__ import annotations

import pytest

from rbo.clients import queries
from rbo.clients.folding import digits, fold, sought
from rbo.clients.service import NewClient, add_client
from rbo.platform.db import db
from tests.each import each


@pytest.fixture
def zoe(anna):
    """A client with everything a search may hit, among others."""
    for first in ("Lena", "Jonas", "Mia"):
        add_client(NewClient(first_name=first, last_name="Beispiel", phone="+41 44 123 45 67"))
    client = add_client(
        NewClient(
            first_name="Zoë",
            last_name="Müller-Ärni",
            nickname="Topspin Øle",
            email="zoe.m@example.com",
            phone="079 430 85 13",
        )
    )
    db.session.commit()
    return client


@each(
    "text",
    [
        "zoe",
        "ZOË",
        "muller",
        "Müller",
        "arni",
        "zoë müller",
        "müller zoë",
        "topspin",
        "ole",
        "zoe.m@",
        "example.com zo",
        "079 430 85 13",
        "0794308513",
        "+41 79 430 85 13",
        "0041794308513",
        "+41 (0)79 430 85 13",
        "430 85",
        "8513",
        "müll 079",
    ],
)
def test_she_is_found_and_nobody_else(zoe, text):
    assert [client.name for client in queries.find(text)] == ["Zoë Müller-Ärni"]


@each("text", ["zoe beispiel", "%", "_", "079 430 85 14", "\\", "x" * 5000])
def test_what_does_not_fit_finds_nobody(zoe, text):
    assert queries.find(text) == []


def test_no_words_find_everybody_by_last_name(zoe):
    add_client(NewClient(first_name="Émile", last_name="Äbi"))
    db.session.commit()

    assert [client.name for client in queries.find("  ")] == [
        "Émile Äbi",
        "Jonas Beispiel",
        "Lena Beispiel",
        "Mia Beispiel",
        "Zoë Müller-Ärni",
    ]


def test_who_is_archived_is_not_found(zoe):
    from rbo.clients.service import archive

    archive(zoe)
    db.session.commit()

    assert queries.find("zoe") == []


def test_folding():
    assert fold("  Zoë  GRÜẞ Straße Łukasz ") == "zoe gruss strasse lukasz"
    assert digits("+41 (0)79 430-85 13") == "41794308513"
    assert sought("Lena 079") == ["lena", "79"]
