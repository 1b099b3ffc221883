"""What somebody wants meets what is in the book by now: which points differ, and which of them should win."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from rbo.orders.changes.edition import Edition, differing, marks

MINE, THEIRS = "mine", "theirs"


@dataclass(frozen=True)
class Meeting:
    """*asked* and *now*, the marks of what was *seen* when the change began, and what was *chosen* since."""

    asked: Edition
    now: Edition
    seen: Mapping[str, str]
    chosen: Mapping[str, str] = field(default_factory=dict)
    is_all_mine: bool = False

    @cached_property
    def points(self) -> list[str]:
        """Where the two differ."""
        return differing(self.asked, self.now)

    @cached_property
    def mine(self) -> set[str]:
        """Where *asked* wins: as was chosen, else where its writer changed something."""
        changed = self._changed(self.asked)
        usual = {point: MINE if self.is_all_mine or point in changed else THEIRS for point in self.points}
        return {point for point in self.points if self.chosen.get(point, usual[point]) == MINE}

    @cached_property
    def both(self) -> set[str]:
        """What both changed, each in another way."""
        return self._changed(self.asked) & self._changed(self.now) & set(self.points)

    def _changed(self, edition: Edition) -> set[str]:
        return {point for point, mark in marks(edition).items() if self.seen.get(point) != mark}


def written(edition: Edition) -> str:
    """The marks of *edition*, as a form carries them."""
    return json.dumps(marks(edition), separators=(",", ":"))


def read(carried: str) -> Mapping[str, str]:
    """The marks that a form carried; a form that lost them saw nothing."""
    try:
        known = json.loads(carried)
    except (ValueError, RecursionError):
        return {}
    return known if isinstance(known, dict) else {}
