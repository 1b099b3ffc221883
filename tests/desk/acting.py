"""Deeds of a test as those of somebody at a page, not of a job."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rbo.platform import audit


@contextmanager
def at_a_page(deed: str = "once") -> Iterator[None]:
    """What is done in the block is done in a request, another for each *deed*."""
    before = audit.request_id.set(f"by-hand-{deed}")
    try:
        yield
    finally:
        audit.request_id.reset(before)
