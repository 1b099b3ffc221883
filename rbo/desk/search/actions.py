"""What can be done from anywhere, found by its words in any language of the site."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from rbo.clients.likeness import misspelt_for
from rbo.clients.models import ClientProfile
from rbo.desk.search.hits import UNLIKELY, Hit, Kind, farness
from rbo.desk.search.query import Query, Spoken

EMPTY_WORDS = Spoken(lazy_gettext("open show go to the my a"))


@dataclass(frozen=True)
class Action:
    """A page to open, or something to do at once; *words* find it beside its title."""

    title: Any
    words: Any
    icon: str
    endpoint: str
    values: dict[str, Any] = field(default_factory=dict)
    is_deed: bool = False

    @cached_property
    def named(self) -> set[str]:
        """The words of its title, in every language."""
        return Spoken(self.title).words

    @cached_property
    def found_by(self) -> set[str]:
        """All that names it, in every language."""
        return self.named | Spoken(self.words).words

    def hit(self, far: int = 0) -> Hit:
        """The action as a hit."""
        address = url_for(self.endpoint, **self.values)
        return Hit(
            kind=Kind.ACTION,
            title=str(self.title),
            address=address,
            icon=self.icon,
            farness=far,
            is_deed=self.is_deed,
        )


ACTIONS = (
    Action(lazy_gettext("New stringjob"), lazy_gettext("add order job racket"), "plus", "orders.new"),
    Action(lazy_gettext("New client"), lazy_gettext("add customer player person"), "plus", "clients.add"),
    Action(lazy_gettext("Today"), lazy_gettext("start home bench queue"), "home", "desk.today"),
    Action(lazy_gettext("Orders"), lazy_gettext("list all stringjobs jobs"), "list", "orders.index"),
    Action(
        lazy_gettext("To string"),
        lazy_gettext("queue bench ordered open"),
        "clock",
        "orders.index",
        {"state": "ordered"},
    ),
    Action(
        lazy_gettext("Payment open"),
        lazy_gettext("unpaid owed money debts"),
        "money",
        "orders.index",
        {"state": "unpaid"},
    ),
    Action(
        lazy_gettext("Lately"),
        lazy_gettext("activity undo history done changes log"),
        "clock",
        "desk.activity",
    ),
    Action(lazy_gettext("Clients"), lazy_gettext("list customers players people"), "clients", "desk.clients"),
    Action(lazy_gettext("Racket models"), lazy_gettext("catalogue frames"), "book", "catalogue.rackets"),
    Action(lazy_gettext("Strings"), lazy_gettext("catalogue"), "strings", "catalogue.strings"),
    Action(
        lazy_gettext("New racket model"), lazy_gettext("add catalogue frame"), "plus", "catalogue.add_racket"
    ),
    Action(lazy_gettext("New string"), lazy_gettext("add catalogue"), "plus", "catalogue.add_string"),
    Action(
        lazy_gettext("Reports"),
        lazy_gettext("numbers year month revenue charts statistics"),
        "reports",
        "reports.index",
    ),
    Action(
        lazy_gettext("Settings"),
        lazy_gettext("profile logo address language price labour currency iban theme"),
        "settings",
        "desk.settings",
    ),
    Action(
        lazy_gettext("Signed-in devices"),
        lazy_gettext("logins sessions phones"),
        "settings",
        "desk.settings",
        {"_anchor": "logins"},
    ),
    Action(
        lazy_gettext("Keyboard shortcuts"),
        lazy_gettext("keys switch off"),
        "keys",
        "desk.settings",
        {"_anchor": "appearance"},
    ),
    Action(
        lazy_gettext("Your data"),
        lazy_gettext("export download spreadsheet excel json zip take away backup"),
        "file",
        "exports.index",
    ),
    Action(lazy_gettext("Password"), lazy_gettext("choose change"), "settings", "auth.password"),
    Action(
        lazy_gettext("Sign out"), lazy_gettext("log out logout leave"), "sign_out", "auth.sign_out", {}, True
    ),
)


def find(query: Query) -> Iterator[Hit]:
    """The actions that every word names, or seems to."""
    words = [word for word in query.words if word not in EMPTY_WORDS.words] or query.words
    for action in ACTIONS:
        far = _farness(words, action)
        if far is not None:
            yield action.hit(far)


def always() -> list[Hit]:
    """Every action, for a search with nothing in it yet."""
    return [action.hit(place) for place, action in enumerate(ACTIONS)]


def job_for(client: ClientProfile, far: int) -> Hit:
    """A new stringjob for somebody."""
    title = _("New stringjob for %(client)s", client=client.name)
    address = url_for("orders.new", client=client.id)
    return Hit(kind=Kind.ACTION, title=title, address=address, icon="plus", farness=far)


def job_for_new(text: str, far: int) -> Hit:
    """A new stringjob for somebody who is not in the book yet."""
    title = _("New stringjob for a new client, %(text)s", text=text)
    address = url_for("orders.new", client="new", q=text)
    return Hit(kind=Kind.ACTION, title=title, address=address, icon="plus", farness=far, is_offer=True)


def _farness(words: list[str], action: Action) -> int | None:
    """How far it is, None where a word is not said at all; the title is nearer than the other words."""
    if all(any(other.startswith(word) for other in action.found_by) for word in words):
        return farness(words, " ".join(action.named))
    if all(misspelt_for(word, action.found_by) for word in words):
        return farness(words, " ".join(action.found_by)) + UNLIKELY
    return None
