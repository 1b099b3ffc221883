"""Each contract of the floors, broken once in a copy of the source: the check must say so."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.source import ROOT

PLANTED = {
    "floors": ("rbo/clients/queries.py", "from rbo.orders import models"),
    "worker": ("rbo/receipts/service.py", "from worker import schedule"),
    "inside": ("rbo/clients/models.py", "from rbo.clients import service"),
    "doors": ("rbo/orders/queries.py", "from rbo.clients import forms"),
}


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The modules alone, without pages and fonts."""
    copy = tmp_path_factory.mktemp("copy")
    for place in ("rbo", "worker", "scripts"):
        shutil.copytree(ROOT / place, copy / place, ignore=_everything_but_modules)
    shutil.copy(ROOT / "pyproject.toml", copy)
    return copy


def _everything_but_modules(folder: str, names: list[str]) -> list[str]:
    return [name for name in names if (Path(folder) / name).is_file() and not name.endswith(".py")]


def broken(place: Path, contract: str) -> str:
    """What the check says about one contract; empty when it is kept."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--no-logo"]
    done = subprocess.run(
        [*command, "--contract", contract], cwd=place, capture_output=True, text=True, check=False
    )
    return done.stdout if done.returncode else ""


@pytest.mark.parametrize("contract", PLANTED)
def test_a_forbidden_import_is_found(copied, contract):
    path, planted = PLANTED[contract]
    file = copied / path
    before = file.read_text(encoding="utf-8")
    file.write_text(f"{before}\n{planted}\n", encoding="utf-8")
    try:
        said = broken(copied, contract)
    finally:
        file.write_text(before, encoding="utf-8")

    assert "BROKEN" in said
    assert path.split("/")[1] in said


def test_the_copy_itself_keeps_every_contract(copied):
    assert {contract: broken(copied, contract) for contract in PLANTED} == dict.fromkeys(PLANTED, "")
