"""What a command shows to whoever sits before it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click


@contextmanager
def bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """Is told how much is done, and of how much; a bar on a terminal, nothing elsewhere."""
    is_seen = sys.stderr.isatty()
    with click.progressbar(length=100, label=label, file=sys.stderr, hidden=not is_seen) as shown:

        def tell(done: int, of: int) -> None:
            shown.update(100 * done // max(of, 1) - shown.pos)

        yield tell
