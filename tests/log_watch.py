"""Each line of any test's log is as docs/log-line.json says, and repeats nobody's words (O-07, S-36)."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator

import pytest
from jsonschema import Draft202012Validator

from rbo.platform.log_lines import JsonLines
from tests.source import ROOT

SCHEMA = Draft202012Validator(json.loads((ROOT / "docs" / "log-line.json").read_text(encoding="utf-8")))
# What is typed into forms all over the tests: addresses, phones, IBANs, passwords; and what opens a door.
SPOKEN = re.compile(
    r"@example\.|\+41 ?79|CH93 ?0076|Correct-horse|\beyJ[\w-]+\.|\brbo_\w+_[\w-]{16}|whsec_\w|Muster\b"
)


class Watch(logging.Handler):
    """Reads every line; one of each shape is held against the schema, which takes a while."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(JsonLines())
        self.shapes: set[tuple[object, ...]] = set()
        self.wrong: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Note what is wrong with this line."""
        line = self.format(record)
        told = json.loads(line)
        shape = (told["event"], *told)
        if shape not in self.shapes:
            self.shapes.add(shape)
            self.wrong += [f"{error.message}: {line}" for error in SCHEMA.iter_errors(told)]
        if "\n" in line or SPOKEN.search(line):
            self.wrong.append(line)


class Kept(logging.Handler):
    """Keeps every line."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(JsonLines())
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep this one."""
        self.lines.append(self.format(record))


WATCH = Watch()


@pytest.fixture
def lines() -> Iterator[list[str]]:
    """What is written into the log, line by line."""
    kept = Kept()
    logging.getLogger().addHandler(kept)
    yield kept.lines
    logging.getLogger().removeHandler(kept)


@pytest.fixture(autouse=True)
def watched_log() -> Iterator[None]:
    """Fails a test whose lines are not as they should be."""
    logging.getLogger().addHandler(WATCH)
    WATCH.wrong.clear()
    yield
    logging.getLogger().removeHandler(WATCH)
    assert WATCH.wrong == []
