"""The words of a search as conditions on rows, and how likely each row is what was meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add

from sqlalchemy import ColumnElement, Integer, String, case, func, literal, literal_column, or_
from sqlalchemy.orm import InstrumentedAttribute

from rbo.clients.folding import sought
from rbo.clients.likeness import alike

Column = InstrumentedAttribute[str] | InstrumentedAttribute[str | None] | ColumnElement[str]
MOST_WORDS = 6  # more than that narrow nothing any more
BLANK = literal_column("' '", String)  # joined by the operator, which costs a third of the function
NOWHERE = literal_column("0", Integer)  # no parameter: a search has dozens of them, and each is sent
SHORT = 4  # letters; of so few no sound is left out


@dataclass(frozen=True)
class Word:
    """One folded word, and the words of the book that it may be misspelt for, the nearest first."""

    text: str
    instead: tuple[str, ...] = ()

    @property
    def sounding(self) -> Word:
        """The word as it sounds."""
        return Word(alike(self.text), tuple(map(alike, self.instead)))

    @property
    def is_short(self) -> bool:
        """Whether it would be found everywhere without the letters that one does not hear."""
        return len(self.text) <= SHORT

    def is_in(self, words: Column) -> ColumnElement[bool]:
        """Whether the folded *words* hold it anywhere, or one that begins like what it is misspelt for."""
        if not self.instead:
            return words.contains(self.text, autoescape=True)
        spaced = BLANK.concat(words)
        begun = (_holds(spaced, f" {word}") for word in self.instead)
        return or_(_holds(words, self.text), *begun)

    def begins_in(self, words: Column) -> ColumnElement[bool]:
        """Whether one of the folded *words* begins with it."""
        return _holds(BLANK.concat(words), f" {self.text}")

    def rank_in(self, words: Column) -> ColumnElement[int]:
        """How likely it is meant there, from 0: a word of its own, the beginning of one, anything."""
        spaced = BLANK.concat(words).concat(BLANK)
        places = [place for word in (self.text, *self.instead) for place in (f" {word} ", f" {word}")]
        cases = [(_holds(spaced, place), rank) for rank, place in enumerate(places)]
        return case(*cases, else_=len(cases))


def meant(text: str) -> list[Word]:
    """The words of a search, as far as they narrow anything."""
    return [Word(word) for word in dict.fromkeys(sought(text))][:MOST_WORDS]


def rank_of(said: Sequence[Word], words: Column) -> ColumnElement[int]:
    """How likely all that was *said* is meant there, in one number."""
    return reduce(add, (word.rank_in(words) for word in said)) if said else literal(0)


def _holds(words: Column, part: str) -> ColumnElement[bool]:
    """LIKE in half of its time, for where no plan hangs on how many rows it is thought to leave."""
    return func.strpos(words, part) > NOWHERE
