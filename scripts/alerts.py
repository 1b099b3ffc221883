"""Checks what watches RBO: an alert has its page and two cases, a figure exists, and a dashboard shows it."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml  # type: ignore[import-untyped]

from rbo.platform.metrics.families import FAMILIES, Family

ROOT = Path(__file__).parents[1]
RULES = ROOT / "deploy" / "prometheus" / "rules.yml"
CASES = RULES.with_name("rules_test.yml")
BOARDS = ROOT / "deploy" / "grafana"
PAGES = ROOT / "docs" / "runbooks"
Parsed = dict[str, Any]
FIGURE = re.compile(r"\brbo_[a-z_]+")
PROMTOOL = (
    ("check", "config", "--syntax-only", "prometheus.yml"),
    ("check", "rules", RULES.name),
    ("test", "rules", CASES.name),
)


def main() -> None:
    """Say what is missing; let promtool judge the rest where it is installed."""
    rules, cases = (yaml.safe_load(file.read_text(encoding="utf-8")) for file in (RULES, CASES))
    boards = [json.loads(file.read_text(encoding="utf-8")) for file in sorted(BOARDS.glob("*.json"))]
    pages = {page.stem for page in PAGES.glob("*.md")}
    sys.exit("\n".join((*lacks(rules, cases, boards, pages), *_promtool())) or 0)


def lacks(rules: Parsed, cases: Parsed, boards: list[Parsed], pages: set[str]) -> Iterator[str]:
    """What is missing, or too much, in a sentence each."""
    alerts = {rule["alert"]: rule for group in rules["groups"] for rule in group["rules"]}
    shown = [
        target["expr"] for board in boards for panel in board["panels"] for target in panel.get("targets", ())
    ]
    asked = [rule["expr"] for rule in alerts.values()] + shown
    yield from (f"{name}: docs/runbooks has no page for it." for name in sorted(alerts.keys() - pages))
    yield from (f"{name}: a page for an alert that is none." for name in sorted(pages - alerts.keys()))
    yield from (f"{figure}: RBO has no such figure." for figure in sorted(_figures(asked) - _known()))
    yield from (f"{family.name}: no dashboard shows it." for family in _unseen(_figures(shown)))
    for name, rule in alerts.items():
        if rule["annotations"]["runbook"] != f"docs/runbooks/{name}.md":
            yield f"{name}: it names another page than its own."
        if _cases_of(name, cases) != {True, False}:
            yield f"{name}: it needs a case in which it rings, and one in which it is silent."


def _figures(asked: list[str]) -> set[str]:
    return {figure for expression in asked for figure in FIGURE.findall(expression)}


def _unseen(shown: set[str]) -> list[Family]:
    return [family for family in FAMILIES.values() if not shown & set(family.names)]


def _known() -> set[str]:
    return {name for family in FAMILIES.values() for name in family.names}


def _cases_of(alert: str, cases: Parsed) -> set[bool]:
    told = [case for test in cases["tests"] for case in test["alert_rule_test"]]
    return {bool(case["exp_alerts"]) for case in told if case["alertname"] == alert}


def _promtool() -> Iterator[str]:
    promtool = shutil.which("promtool")
    if promtool is None:
        if os.environ.get("RBO_CI") == "1":
            yield "promtool is not installed: scripts/system.sh test"
        return
    for command in PROMTOOL:
        ran = subprocess.run(
            [promtool, *command], cwd=RULES.parent, capture_output=True, text=True, check=False
        )
        if ran.returncode:
            yield f"{ran.stdout}{ran.stderr}"


if __name__ == "__main__":
    main()
