"""Short ids for several frames that look the same."""

from __future__ import annotations

import re

NUMBERED = re.compile(r"(?P<name>.*?)(?P<number>\d{1,4})")


def short_ids(first: str, count: int) -> list[str]:
    """*count* ids counting on from *first*: PA98_1, PA98_2; from 1 where it has no number."""
    if count == 1:
        return [first]
    read = NUMBERED.fullmatch(first)
    if read is None:
        return [f"{first}_{nr}" if first else str(nr) for nr in range(1, count + 1)]
    number = read["number"]
    return [f"{read['name']}{int(number) + nr:0{len(number)}}" for nr in range(count)]
