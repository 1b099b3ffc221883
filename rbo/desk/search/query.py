"""What was typed, taken apart: a number, a name, a wish for a new stringjob."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import dropwhile

from flask_babel import force_locale, lazy_gettext

from rbo.clients.folding import fold, sought
from rbo.platform.i18n import LANGUAGES


class Spoken:
    """The words of a translated text, in every language of the site."""

    def __init__(self, text: object) -> None:
        self._text = text

    @cached_property
    def words(self) -> set[str]:
        """Each of them, folded; found once, when somebody first looks for one."""
        said = []
        for language in LANGUAGES:
            with force_locale(language):
                said.append(str(self._text))
        return set(fold(" ".join(said)).split())


NEW_JOB = Spoken(lazy_gettext("new add stringjob order job string for"))
NUMBERED = Spoken(lazy_gettext("order receipt number no nr"))
NUMBER = re.compile(r"#?(?:(\d{4})[-–/ ])?(\d{1,9})")


@dataclass(frozen=True)
class Query:
    """One line of a search."""

    text: str

    @cached_property
    def words(self) -> list[str]:
        """Its words, folded."""
        return fold(self.text).split()

    @cached_property
    def number(self) -> tuple[int | None, int] | None:
        """The year, if there is one, and the number of an order or a receipt: `42`, `2026-0042`, `No. 42`."""
        said = [word for word in self.words if word.strip(".") not in NUMBERED.words]
        found = NUMBER.fullmatch(" ".join(said))
        return (int(found[1]) if found[1] else None, int(found[2])) if found else None

    @property
    def is_padded(self) -> bool:
        """Whether the number is written as on a receipt, with zeros or a year."""
        return self.number is not None and (self.number[0] is not None or self.words[-1].startswith("0"))

    @cached_property
    def name(self) -> str:
        """What is left behind the words for a new stringjob; all of it where nothing is left."""
        if self.number is not None:
            return self.text
        said = dropwhile(lambda word: fold(word) in NEW_JOB.words, self.text.split())
        return " ".join(said) or self.text

    @property
    def wants_job(self) -> bool:
        """Whether it asks for a new stringjob of somebody."""
        return self.number is None and 0 < len(fold(self.name).split()) < len(self.words)

    @property
    def may_be_a_name(self) -> bool:
        """Whether somebody could be called so, or have this phone."""
        return self.number is None and any(map(str.isalnum, self.name))

    @cached_property
    def name_words(self) -> list[str]:
        """The words of the name as clients are searched."""
        return sought(self.name)
