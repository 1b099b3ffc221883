"""Two questions asked in turns, whose answers should take the same time."""

from __future__ import annotations

import random
import statistics
from collections.abc import Mapping

from bench.own_site import Ask

MOST_APART = 0.05


def apart(what: str, asks: Mapping[str, Ask], times: int) -> float:
    """Print one line, and give by how much the medians of two questions differ, as a share of the smaller."""
    spent: dict[str, list[float]] = {name: [] for name in asks}
    for _ in range(times):
        for name in random.sample(list(asks), len(asks)):
            spent[name].append(asks[name]())
    medians = {name: statistics.median(one) for name, one in spent.items()}
    share = max(medians.values()) / min(medians.values()) - 1
    told = "   ".join(f"{name} {median:6.2f} ms" for name, median in medians.items())
    print(f"{what:<32} {told}   {share:.1%}", flush=True)
    return share
