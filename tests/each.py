"""Many cases of one test in one set-up, for tests that leave everything as it was."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from functools import partial, wraps
from typing import Any

import pytest

Test = Callable[..., None]


def each(names: str | tuple[str, ...], cases: Iterable[Any]) -> Callable[[Test], Test]:
    """Like `pytest.mark.parametrize`, but set up once for all *cases*; what fails says its case."""
    return partial(_around, (names,) if isinstance(names, str) else names, list(cases))


def _around(names: tuple[str, ...], cases: list[Any], test: Test) -> Test:
    assert cases, f"{test.__name__} has no case"
    wanted = inspect.signature(test)

    @wraps(test)
    def every_case(*, subtests: pytest.Subtests, **fixtures: Any) -> None:
        if "subtests" in wanted.parameters:  # cases within cases
            fixtures["subtests"] = subtests
        for case in cases:
            values = dict(zip(names, case if len(names) > 1 else (case,), strict=True))
            with subtests.test(**values):
                test(**fixtures, **values)

    kept = [one for name, one in wanted.parameters.items() if name not in (*names, "subtests")]
    also = inspect.Parameter("subtests", inspect.Parameter.KEYWORD_ONLY)
    every_case.__signature__ = wanted.replace(parameters=[*kept, also])  # type: ignore[attr-defined]
    return every_case
