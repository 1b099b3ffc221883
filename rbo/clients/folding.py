"""Text as it is searched: no case, no accents, no punctuation in phone numbers."""

from __future__ import annotations

import re
import unicodedata

SPECIAL = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe"})


def fold(text: str) -> str:
    """*text* in lower case without accents: Zoë Müller becomes zoe muller."""
    bare = unicodedata.normalize("NFKD", text.lower().translate(SPECIAL))
    return " ".join("".join(c for c in bare if not unicodedata.combining(c)).split())


def digits(phone: str) -> str:
    """The digits of a phone number, without leading zeros, plus and the (0) after a country."""
    return re.sub(r"\(0\)|\D", "", phone).lstrip("0")


def sought(text: str) -> list[str]:
    """What a folded name has to hold to be found by *text*; of a whole phone number its last nine digits."""
    if re.fullmatch(r"[\d\s+/().-]*\d[\d\s+/().-]*", text):
        return [digits(text)[-9:]]
    words = fold(text).split()
    return [digits(word) or word if re.fullmatch(r"[+\d/().-]+", word) else word for word in words]
