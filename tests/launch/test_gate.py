"""The gate finds what it is there to find."""

import subprocess
import sys
from pathlib import Path

import pytest

from scripts import templates

ROOT = Path(__file__).parents[2]
ROOMS = ("platform", "clients", "orders", "receipts")

CLIMBS = {
    "rbo/clients/service.py": "import rbo.orders.service",  # up
    "rbo/receipts/models.py": "import rbo.clients.models\nimport rbo.orders.models",  # up
    "rbo/platform/clock.py": "import rbo.clients.models",  # out of the ground
    "rbo/orders/models.py": "import rbo.orders.service",  # up inside a room
    "rbo/orders/forms.py": "import rbo.orders.views",  # up inside a room
    "rbo/orders/jobs.py": "import rbo.orders.service",  # a job stands below the verbs
    "rbo/orders/views.py": "import rbo.clients.views",  # behind another room's doors
    "rbo/orders/service.py": "import rbo.receipts.pdf",  # behind another room's doors
    "rbo/clients/queries.py": "import worker",  # the worker is above everything
    "rbo/attic/__init__.py": "",  # a room on no floor
}


def house(folder: Path) -> None:
    """A small house that keeps the rules."""
    (folder / "scripts").symlink_to(ROOT / "scripts")
    for package in ("worker", "rbo", *(f"rbo/{room}" for room in ROOMS)):
        (folder / package).mkdir()
        (folder / package / "__init__.py").touch()
    for name in ("app", "cli", "commands", "dev", "dev_web"):
        (folder / "rbo" / f"{name}.py").touch()
    for room in ROOMS:
        for name in ("models", "queries", "service", "jobs", "forms", "views", "pdf"):
            (folder / "rbo" / room / f"{name}.py").touch()
    (folder / "rbo/orders/views.py").write_text("import rbo.orders.service\nimport rbo.clients.queries\n")
    (folder / "rbo/receipts/pdf.py").write_text("import rbo.receipts.models\n")


def floors(folder: Path) -> subprocess.CompletedProcess[str]:
    """What import-linter says about a house, by our own rules."""
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-logo", "--no-cache"]
    command += ["--config", str(ROOT / "pyproject.toml")]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_a_house_that_keeps_the_rules_stands(tmp_path: Path) -> None:
    house(tmp_path)
    answer = floors(tmp_path)
    assert answer.returncode == 0, answer.stdout + answer.stderr


@pytest.mark.parametrize("path", CLIMBS)
def test_an_import_that_climbs_is_found(path: str, tmp_path: Path) -> None:
    house(tmp_path)
    (tmp_path / path).parent.mkdir(exist_ok=True)
    (tmp_path / path).write_text(CLIMBS[path])
    answer = floors(tmp_path)
    assert answer.returncode == 1, answer.stdout + answer.stderr
    assert "broken" in answer.stdout


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<script>go()</script>", "script"),
        ("<style>p {}</style>", "style"),
        ('<p style="color: red">', "style attribute"),
        ('<a onclick="go()">', "event attribute"),
        ("{{ name|safe }}", "escaped"),
        ("<form hx-post>", "address written out"),
        ('<img src="https://elsewhere.example/x.png">', "elsewhere"),
        ("{% if %}", "line 1"),
        ("\n" * 81, "lines"),
    ],
)
def test_a_template_that_breaks_a_rule_is_found(text: str, reason: str, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(text)
    (problem,) = templates.problems(page)
    assert reason in problem


def test_a_template_that_keeps_the_rules_is_let_pass(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text('{# <style> #}<form hx-post="{{ url_for("x") }}"><script src="/x.js"></script></form>')
    assert templates.problems(page) == []
