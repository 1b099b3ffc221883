"""What the browser gets is built from the sources that lie beside it, and whoever forgets to is told."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from scripts.assets import ASSETS, ROOT, STATIC, is_installed, outdated


@pytest.fixture
def assets(tmp_path: Path) -> Path:
    """The sources once more, beside the same templates and with the same tools; without npm it is skipped."""
    if not shutil.which("npm") and os.environ.get("RBO_CI") != "1":
        pytest.skip("npm is missing: apt-get install nodejs npm")
    if not is_installed(ASSETS):
        subprocess.run(["npm", "ci", "--silent"], cwd=ASSETS, check=True)
    copy = tmp_path / "assets"
    shutil.copytree(ASSETS, copy, ignore=shutil.ignore_patterns("node_modules"))
    (copy / "node_modules").symlink_to(ASSETS / "node_modules")
    (tmp_path / "rbo").symlink_to(ROOT / "rbo")
    return copy


def test_sources_that_were_built_are_let_pass(assets: Path) -> None:
    assert outdated(assets, STATIC) == []


@pytest.mark.parametrize(
    ("source", "more", "built"),
    [
        ("css/lists.css", ".bulk { color: red; }", "app.css"),
        ("js/app.js", "document.title = 'Changed';", "app.js"),
        ("js/toast.js", "document.title = 'Changed';", "app.js"),
        ("js/early.js", "document.title = 'Changed';", "early.js"),
    ],
)
def test_a_changed_source_that_was_not_built_is_found(
    source: str, more: str, built: str, assets: Path
) -> None:
    with (assets / source).open("a", encoding="utf-8") as file:
        file.write(more)

    assert outdated(assets, STATIC) == [built]


def test_a_source_that_cannot_be_built_is_told_in_its_words(assets: Path) -> None:
    (assets / "js" / "toast.js").unlink()

    with pytest.raises(SystemExit, match=r"Could not resolve \"./toast.js\""):
        outdated(assets, STATIC)


def test_a_built_file_that_was_not_committed_is_found(assets: Path, tmp_path: Path) -> None:
    assert outdated(assets, tmp_path) == ["app.css", "app.js", "early.js"]


def test_tools_of_another_version_are_installed_anew(tmp_path: Path) -> None:
    shutil.copy(ASSETS / "package-lock.json", tmp_path)
    assert not is_installed(tmp_path)

    lock = json.loads((tmp_path / "package-lock.json").read_text(encoding="utf-8"))
    there = tmp_path / "node_modules" / ".package-lock.json"
    there.parent.mkdir()
    there.write_text(json.dumps(lock), encoding="utf-8")
    assert is_installed(tmp_path)

    lock["packages"]["node_modules/esbuild"]["version"] = "0.1.0"
    there.write_text(json.dumps(lock), encoding="utf-8")
    assert not is_installed(tmp_path)
