"""Names that may mean the same though they are written otherwise: found here, decided by the stringer."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from rbo.clients.folding import fold
from rbo.clients.likeness import alike

NUMBER = re.compile(r"\d+")
CLOSE = 92  # of a hundred: a slip in a name of twelve letters
SHORT, LONG = 3, 8  # letters: below there is no slip, from here on there may be two
WORTH_A_LOOK, NEAREST = 55, 50
MOST_NAMES = 3000  # each is compared with each; of more nobody would answer the questions
COMPARED = 64  # letters: longer ones are compared by how they begin


@dataclass(frozen=True)
class Spelling:
    """A name as it stands, and in how many rows."""

    text: str
    jobs: int


@dataclass(frozen=True)
class Group:
    """What may be one thing: the name that would stay, and the others; *kind* is player or racket.

    A name that is in the book already stays in any case.
    """

    kind: str
    kept: Spelling
    others: tuple[Spelling, ...]
    is_in_book: bool = False


@lru_cache(MOST_NAMES)
def player_key(name: str) -> str:
    """A name as it sounds, whichever part comes first."""
    return " ".join(sorted(alike(word) for word in _words(name)))


def racket_key(name: str) -> str:
    """A racket without spaces and signs: Blade98-V8 and Blade 98 v8 are one."""
    return "".join(letter for letter in fold(name) if letter.isalnum())


def is_same_player(one: str, other: str) -> bool:
    """Whether both may be one person: word for word the same but for slips, or a first name cut short."""
    first, second = player_key(one).split(), player_key(other).split()
    if len(first) != len(second):
        return False
    return all(map(_is_slip, first, second)) or _is_cut_short(_words(one), _words(other))


def is_same_racket(one: str, other: str) -> bool:
    """Whether both may be one model: a slip, or no maker; other numbers are other rackets."""
    if sorted(NUMBER.findall(one)) != sorted(NUMBER.findall(other)):
        return False
    short, long = sorted((racket_key(one), racket_key(other)), key=len)
    return short in long or fuzz.ratio(short, long) >= CLOSE


@lru_cache(MOST_NAMES)
def _words(name: str) -> list[str]:
    return fold(name).split()


def _is_slip(one: str, other: str) -> bool:
    slips = 0 if len(one) <= SHORT else 1 + (len(one) >= LONG)
    return OSA.distance(one, other, score_cutoff=slips) <= slips


def _is_cut_short(one: list[str], other: list[str]) -> bool:
    short, long = sorted((one[0].rstrip("."), other[0].rstrip(".")), key=len)
    return one[1:] == other[1:] != [] and long.startswith(short)


def groups_of(kind: str, spellings: Mapping[str, int], known: Collection[str]) -> list[Group]:
    """What to ask the stringer; a *known* name stays, else the one that stands most often."""
    if len({*spellings, *known}) > MOST_NAMES:
        return []
    names = sorted({*spellings, *known}, key=lambda name: (name not in known, -spellings.get(name, 0), name))
    alike_to = _alike(kind, spellings, names)
    left, found = set(spellings), []
    for name in names:
        others = (alike_to[name] & left) - {name} if name in left or name in known else set()
        if others:
            left -= {name, *others}
            ranked = sorted(others, key=lambda other: (-spellings[other], other))
            kept = Spelling(name, spellings.get(name, 0))
            rest = tuple(Spelling(other, spellings[other]) for other in ranked)
            found.append(Group(kind, kept, rest, is_in_book=name in known))
    return found


def _alike(kind: str, spellings: Collection[str], names: Collection[str]) -> dict[str, set[str]]:
    """For each of *names*, which of *spellings* may mean it."""
    key, is_same = (player_key, is_same_player) if kind == "player" else (racket_key, is_same_racket)
    keys = {name: key(name)[:COMPARED] for name in names}
    found: dict[str, set[str]] = defaultdict(set)
    for spelt in spellings:
        near = process.extract(keys[spelt], keys, scorer=fuzz.ratio, score_cutoff=WORTH_A_LOOK, limit=NEAREST)
        for _key, _score, name in near:
            if name != spelt and is_same(name, spelt):
                found[name].add(spelt)
    return found
