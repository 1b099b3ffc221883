"""Pango and its kin, loaded by the names they have on Linux."""

from __future__ import annotations

import ctypes.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def asked_of_the_loader_alone() -> Iterator[None]:
    """Within, a library that the loader does not know by its name is nowhere.

    WeasyPrint tries the names of other systems first, and for each of them cffi would ask ldconfig, gcc and
    ld: a hundred processes and half a second at every start.
    """
    if not sys.platform.startswith("linux"):
        yield
        return
    everywhere = ctypes.util.find_library
    ctypes.util.find_library = _nowhere
    try:
        yield
    finally:
        ctypes.util.find_library = everywhere


def _nowhere(name: str) -> str | None:  # noqa: ARG001  it stands for one that is asked by name
    """No place but the loader's is looked at."""
    return None
