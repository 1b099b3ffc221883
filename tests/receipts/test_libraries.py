"""The engine of the receipts is loaded without a search for names of other systems."""

from __future__ import annotations

import ctypes.util
import subprocess
import sys

import pytest

from rbo.receipts.libraries import asked_of_the_loader_alone

WARMED = """
import sys
from rbo.receipts import pdf
started = []
sys.addaudithook(lambda event, args: started.append(args) if event == "subprocess.Popen" else None)
pdf.warm()
sys.exit(f"started {started[0]}" if started else 0)
"""


def test_warming_up_starts_no_other_program():
    warmed = subprocess.run([sys.executable, "-c", WARMED], capture_output=True, text=True, check=False)

    assert (warmed.returncode, warmed.stderr) == (0, "")


def test_afterwards_libraries_are_searched_for_as_before():
    with pytest.raises(OSError, match="gone"), asked_of_the_loader_alone():
        raise OSError("gone")

    assert ctypes.util.find_library("c")
