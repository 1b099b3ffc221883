"""Text as it is searched: no case, no accents, no punctuation in phone numbers.

Rows keep it, so no letter is spelt in another way from one day to the next: ð and þ stay what they are,
where banks (`rbo/receipts/payment/latin.py`) and files (`rbo/platform/file_names.py`) get d and th.
"""

from __future__ import annotations

import re
import unicodedata

SPECIAL = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe"})
NOT_SEEN = ("Mn", "Cc", "Cf", "Cs")  # accents, control characters, marks of direction
NUMBER = re.compile(r"[+\d/().-]*\d[+\d/().-]*")
SIGNIFICANT = 9  # digits of a Swiss number behind 0 or +41
COUNTRY = 2


def fold(text: str) -> str:
    """*text* in lower case without accents: Zoë Müller becomes zoe muller."""
    if text.isascii() and text.isprintable():
        return " ".join(text.lower().split())
    bare = unicodedata.normalize("NFKD", text.lower().translate(SPECIAL))
    words = "".join(" " if c.isspace() else c for c in bare if c.isspace() or _is_seen(c)).split()
    return " ".join(words)


def digits(phone: str) -> str:
    """The digits of a phone number, without leading zeros, plus and the (0) after a country."""
    return re.sub(r"\(0\)|\D", "", phone).lstrip("0")


def sought(text: str) -> list[str]:
    """What a folded name has to hold to be found by *text*; of a whole phone number its last nine digits."""
    words = fold(text).split()
    if words and all(NUMBER.fullmatch(word) for word in words):
        return [_of_number(" ".join(words))]
    return [(digits(word) if NUMBER.fullmatch(word) else "") or word for word in words]


def _of_number(phone: str) -> str:
    """What is in the number whether it was entered with its country or without."""
    found = digits(phone)
    is_abroad = phone.startswith(("+", "00")) and len(found) > COUNTRY
    return (found[COUNTRY:] if is_abroad else found)[-SIGNIFICANT:]


def _is_seen(character: str) -> bool:
    return unicodedata.category(character) not in NOT_SEEN
