"""What a line of the log may not repeat: the last wall, behind nobody having written it there."""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterator

import psycopg
from sqlalchemy.exc import DataError

# Each begins where a word begins: a traceback is long, and a try at every letter of it would take its square.
HIDDEN = re.compile(
    r"(?P<password>(?<=://)[^\s/@]+(?=@))"
    r"|(?P<mail>(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<token>\b(?:eyJ[\w-]+\.[\w-]+\.[\w-]*|rbo_\w+_[\w-]{16,}|whsec_[\w+/=]+)|(?<=[Bb]earer )\S+)"
    r"|(?P<iban>\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,4})?\b)"
    r"|(?P<phone>(?<![\w.:-])(?:\+|00)\d{2}(?:[ ().-]?\d){7,12}\b)"
)
# Whose exceptions say what is wrong, not with whose words; of any other the log tells the kind and place.
DISCREET = ("rbo.", "worker.", "sqlalchemy.", "psycopg", "redis.", "rq.", "httpx", "httpcore", "alembic.")
QUOTE_INPUT = (DataError, psycopg.DataError)


def hushed(text: str) -> str:
    """*text* without addresses, tokens, passwords and numbers that belong to somebody."""
    return HIDDEN.sub(lambda found: f"<{found.lastgroup}>", text)


def traceback_of(error: BaseException) -> str:
    """Where *error* and its causes come from, without anybody's words."""
    return hushed("\n".join(_lines(error)))


def _lines(error: BaseException) -> Iterator[str]:
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None:
        yield from _lines(before)
        yield "which led to"
    yield "".join(traceback.format_tb(error.__traceback__)).rstrip()
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    yield f"{kind}: {error}" if _is_discreet(error, kind) else kind


def _is_discreet(error: BaseException, kind: str) -> bool:
    return isinstance(error, OSError) or (kind.startswith(DISCREET) and not isinstance(error, QUOTE_INPUT))
