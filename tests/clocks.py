"""A clock that tests set, instead of waiting."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from rbo.platform import clock


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """The clock stands still, however busy the machine is; called, it stands so much later."""
    began = clock.now()

    def move(**by: float) -> None:
        monkeypatch.setattr(clock, "now", lambda: began + timedelta(**by))

    move()
    return move


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Called, the clock stands still at that moment."""
    return lambda moment: monkeypatch.setattr(clock, "now", lambda: moment)


@pytest.fixture
def stopped(later: Callable[..., None]) -> Callable[..., None]:
    """The clock stands still."""
    return later
