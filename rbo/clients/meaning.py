"""The words of a search as conditions on rows, and how likely each row is what was meant.

A statement has blanks where the words go, and they are filled in when it is executed; so it may be kept for
the next search of as many words of the same kinds. It holds one search, as the blanks of all are named alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, reduce
from operator import add

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Integer,
    String,
    bindparam,
    case,
    func,
    literal,
    literal_column,
    or_,
)
from sqlalchemy.orm import InstrumentedAttribute

from rbo.clients.folding import sought
from rbo.clients.likeness import alike

Column = InstrumentedAttribute[str] | InstrumentedAttribute[str | None] | ColumnElement[str]
MOST_WORDS = 6  # more than that narrow nothing any more
SPACE = literal_column("' '", String)  # joined by the operator, which costs a third of the function
NOWHERE = literal_column("0", Integer)
SHORT = 4  # letters; of so few no sound is left out
SAID, HEARD = "said", "heard"
LIKE_ESCAPED = str.maketrans({"/": "//", "%": "/%", "_": "/_"})


@dataclass(frozen=True)
class Word:
    """One folded word, and the words of the book that it may be misspelt for, the nearest first."""

    text: str
    instead: tuple[str, ...] = ()

    @cached_property
    def forms(self) -> dict[str, tuple[str, ...]]:
        """The word and those instead of it, as they are written and as they sound."""
        said = (self.text, *self.instead)
        return {SAID: said, HEARD: tuple(map(alike, said))}

    @property
    def is_short(self) -> bool:
        """Whether it would be found everywhere without the letters that one does not hear."""
        return len(self.text) <= SHORT

    @property
    def sounds_otherwise(self) -> bool:
        """Whether it is short, and sounds otherwise than it is written."""
        return self.is_short and alike(self.text) != self.text


@dataclass(frozen=True)
class Blank:
    """Where a word goes in a statement: all of it that the statement depends on, without its letters."""

    place: int
    instead: int
    is_short: bool
    sounds_otherwise: bool
    form: str = SAID

    @property
    def sounding(self) -> Blank:
        """The same for the word as it sounds."""
        return replace(self, form=HEARD)

    def is_in(self, words: Column) -> ColumnElement[bool]:
        """Whether the folded *words* hold it anywhere, or one that begins like what it is misspelt for."""
        if not self.instead:
            return words.like(self._filled("within"), escape="/")
        spaced = SPACE.concat(words)
        begun = (_holds(spaced, self._filled("begun", number)) for number in range(1, 1 + self.instead))
        return or_(_holds(words, self._filled("any")), *begun)

    def begins_in(self, words: Column) -> ColumnElement[bool]:
        """Whether one of the folded *words* begins with it."""
        return _holds(SPACE.concat(words), self._filled("begun"))

    def rank_in(self, words: Column) -> ColumnElement[int]:
        """How likely it is meant there, from 0: a word of its own, the beginning of one, anything."""
        spaced = SPACE.concat(words)
        ranks = []
        for number in range(1 + self.instead):
            is_whole = _holds(spaced.concat(SPACE), self._filled("whole", number))
            rank = case((is_whole, _number(2 * number)), else_=_number(2 * number + 1))
            ranks.append((_holds(spaced, self._filled("begun", number)), rank))
        return case(*ranks, else_=_number(2 * len(ranks)))

    def _filled(self, how: str, number: int = 0) -> BindParameter[str]:
        return bindparam(_name(self.form, self.place, number, how), type_=String)


def meant(text: str) -> list[Word]:
    """The words of a search, as far as they narrow anything."""
    return [Word(word) for word in dict.fromkeys(sought(text))][:MOST_WORDS]


def blanks_for(words: Sequence[Word]) -> tuple[Blank, ...]:
    """The blanks that a statement has for *words*."""
    return tuple(
        Blank(place, len(word.instead), word.is_short, word.sounds_otherwise)
        for place, word in enumerate(words)
    )


def filled_in(words: Sequence[Word]) -> dict[str, str]:
    """What goes into the blanks for *words*, by the names of the parameters."""
    return {
        _name(form, place, number, how): said
        for place, word in enumerate(words)
        for form, texts in word.forms.items()
        for number, text in enumerate(texts)
        for how, said in _ways(text)
    }


def rank_of(said: Sequence[Blank], words: Column) -> ColumnElement[int]:
    """How likely all that was *said* is meant there, in one number."""
    return reduce(add, (word.rank_in(words) for word in said)) if said else literal(0)


def _ways(text: str) -> Sequence[tuple[str, str]]:
    within = f"%{text.translate(LIKE_ESCAPED)}%"
    return ("any", text), ("within", within), ("begun", f" {text}"), ("whole", f" {text} ")


def _name(form: str, place: int, number: int, how: str) -> str:
    return f"{form}_{place}_{number}_{how}"


def _number(number: int) -> ColumnElement[int]:
    return literal_column(str(number), Integer)


def _holds(words: Column, part: BindParameter[str]) -> ColumnElement[bool]:
    """What LIKE says, but thought to leave a third of all rows: not for where a plan hangs on how many."""
    return func.strpos(words, part) > NOWHERE
