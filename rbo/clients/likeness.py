"""Words that are meant though they are written otherwise: Mueller for Müller, Shcneider for Schneider."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

TOO_SHORT = 3  # letters; every word of three is one slip away from some other
LONG = 8
MOST_FORMS = 20
SOUNDS = (
    ("([aou])e", r"\1"),
    ("[ea][iy]", "ei"),
    ("th", "t"),
    ("ph", "f"),
    ("ck", "k"),
    (r"([a-z])\1", r"\1"),
)
BARE = """
translate(lower(((((label || ' '::text) || instance_id) || ' '::text) || serial)),
    'àáâäåãçèéêëìíîïñòóôöõøùúûüýÀÁÂÄÅÃÇÈÉÊËÌÍÎÏÑÒÓÔÖÕØÙÚÛÜÝ'::text,
    'aaaaaaceeeeiiiinoooooouuuuyaaaaaaceeeeiiiinoooooouuuuy'::text)
"""


def alike(word: str) -> str:
    """A folded word as it sounds: mueller, muller and müler are one."""
    for sound, written in SOUNDS:
        word = word.replace(sound, written) if sound.isalpha() else re.sub(sound, written, word)
    return word


def alike_in_sql(words: str) -> str:
    """The same in the words of Postgres, as it says them itself."""
    for sound, written in SOUNDS:
        is_plain = sound.isalpha()
        said = f"{words}, '{sound}'::text, '{written}'::text"
        words = f"replace({said})" if is_plain else f"regexp_replace({said}, 'g'::text)"
    return words


def misspelt_for(word: str, known: Iterable[str], limit: int = 4) -> tuple[str, ...]:
    """Words of *known*, or how they begin, that are a slip or two away from *word*; the nearest first.

    A letter too much, missing, wrong or in its neighbour's place is one slip.
    """
    slips = 0 if len(word) <= TOO_SHORT or word.isdecimal() else 1 + (len(word) >= LONG)
    if not slips:
        return ()
    whole = list(known)
    begun = [other[:length] for length in (len(word), len(word) + 1) for other in whole]
    forms = dict.fromkeys([*whole, *begun]).keys()
    near = process.extract(word, forms, scorer=OSA.distance, score_cutoff=slips, limit=MOST_FORMS)
    found: list[str] = []
    for form, _slips, _place in near:
        if not form.startswith(tuple(found)):
            found.append(form)
    return tuple(found[:limit])
