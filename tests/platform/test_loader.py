"""The engine of the receipts is loaded without a search for names of other systems."""

from __future__ import annotations

import ctypes.util
import subprocess
import sys

import pytest

from rbo.platform.doctor import paper
from rbo.platform.loader import asked_of_the_loader_alone

ALONE = """
import sys
def refuse(event, args):
    if event == "subprocess.Popen":
        raise RuntimeError(f"started {args}")
sys.addaudithook(refuse)
"""
WARM = "from rbo.receipts import pdf; pdf.warm()"


@pytest.mark.parametrize("program", [WARM, paper.PROBE], ids=["the worker", "the doctor"])
def test_drawing_starts_no_other_program(program):
    ran = subprocess.run([sys.executable, "-c", ALONE + program], capture_output=True, text=True, check=False)

    assert (ran.returncode, ran.stderr) == (0, "")


def test_afterwards_libraries_are_searched_for_as_before():
    with pytest.raises(OSError, match="gone"), asked_of_the_loader_alone():
        raise OSError("gone")

    assert ctypes.util.find_library("c")
