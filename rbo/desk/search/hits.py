"""What a search gives: hits in groups, the likeliest first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rbo.clients.likeness import alike
from rbo.clients.meaning import SHORT

SURE, UNLIKELY = 0, 3


class Kind(StrEnum):
    """The groups of hits; equally likely ones come in this order."""

    CLIENT = "client"
    RACKET = "racket"
    ORDER = "order"
    ACTION = "action"
    STRING = "string"


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A place to go to, in words; *farness* is 0 where it must be meant.

    A deed is posted, not opened; an offer answers to nothing in the book.
    """

    kind: Kind
    title: str
    address: str
    icon: str
    under: str = ""
    farness: int = SURE
    is_deed: bool = False
    is_offer: bool = False


@dataclass(frozen=True)
class Group:
    """The hits of one kind."""

    kind: Kind
    hits: Sequence[Hit]

    @property
    def is_offer(self) -> bool:
        """Nothing in it was found: it is what could be done instead."""
        return all(hit.is_offer for hit in self.hits)


def in_groups(hits: Iterable[Hit], limit: int = 5) -> list[Group]:
    """The hits by kind, the kind with the likeliest hit first."""
    by_kind: dict[Kind, list[Hit]] = {kind: [] for kind in Kind}
    for hit in hits:
        by_kind[hit.kind].append(hit)
    groups = [Group(kind, sorted(found, key=_farness)[:limit]) for kind, found in by_kind.items() if found]
    return sorted(groups, key=lambda group: _farness(group.hits[0]))


def farness(words: Sequence[str], folded: str) -> int:
    """How far a text is from *words*: 0 where it has each of them whole; what it lacks counts most."""
    said = folded.replace("-", " ").split() + folded.split()
    far = [_of_word(word, said, folded) for word in words]
    return 10 * max(far, default=SURE) + sum(far)


def _of_word(word: str, said: Sequence[str], folded: str) -> int:
    if word in said:
        return SURE
    if any(other.startswith(word) for other in said):
        return 1
    heard, there = alike(word), alike(folded)
    sounds_so = heard in there if len(word) > SHORT else f" {heard}" in f" {there}"
    return 2 if word in folded or sounds_so else UNLIKELY


def _farness(hit: Hit) -> int:
    return hit.farness
