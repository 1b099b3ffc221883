"""A bar is for who looks at it: on a terminal, and in no file and no mail of cron."""

from __future__ import annotations

import os
import sys

from rbo.platform.terminal import bar


def written_while(tell_of, stream, monkeypatch):
    monkeypatch.setattr(sys, "stderr", stream)
    with bar("book.xlsx") as tell:
        for done in tell_of:
            tell(done, 8)


def test_a_terminal_gets_a_bar_up_to_the_end(monkeypatch):
    master, end = os.openpty()
    with os.fdopen(end, "w") as stream:
        written_while((2, 8), stream, monkeypatch)
        seen = os.read(master, 10_000).decode()
    os.close(master)

    assert "book.xlsx" in seen
    assert "25%" in seen
    assert "100%" in seen


def test_a_file_gets_nothing(monkeypatch, tmp_path):
    with (tmp_path / "log").open("w") as stream:
        written_while((2, 8), stream, monkeypatch)

    assert (tmp_path / "log").read_text() == ""
