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
    """The digits of a phone number, without the leading zeros or plus of the country."""
    return re.sub(r"\D", "", phone).lstrip("0")
