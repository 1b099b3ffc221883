"""Thousands of deeds at random, after each of which everybody sees what an oracle says.

In two halves, which may run side by side.
"""

from __future__ import annotations

import ast

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.sharing.looking import Seat
from tests.sharing.machine import Sharing
from tests.source import ROOT

ORACLE = ROOT / "tests" / "sharing" / "oracle.py"
DEEDS = settings(
    max_examples=6,
    stateful_step_count=75,
    derandomize=False,  # where CI is set, each run would be the first one over again
    phases=[Phase.generate, Phase.shrink],
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.timeout(600)
@pytest.mark.parametrize("half", ["first", "second"])
def test_nobody_ever_sees_more_or_less_than_the_oracle_says(ground, database, redis_url, half):
    """L-96, and 1.3 of the walls: at least 2,000 steps in both, no difference."""
    Sharing.addresses, Sharing.steps = database, 0
    with Seat(database["superuser"]) as Sharing.seat:
        while Sharing.steps < 1000:  # how many a run has is a matter of chance
            run_state_machine_as_test(Sharing, settings=DEEDS)


def test_the_oracle_is_small_and_knows_nothing_of_the_program():
    source = ORACLE.read_text(encoding="utf-8")
    imported = {node.module for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ImportFrom)}

    assert len(source.splitlines()) <= 60
    assert imported == {"__future__", "dataclasses", "typing"}
    assert not any(isinstance(node, ast.Import) for node in ast.walk(ast.parse(source)))
