"""What watches RBO is watched itself."""

from __future__ import annotations

from rbo.platform.metrics.families import FAMILIES
from scripts.alerts import lacks

ALERT = {"alert": "Late", "expr": "max(rbo_outbox_oldest_seconds) > 5"}
RINGS = {"alertname": "Late", "exp_alerts": [{"exp_labels": {}}]}
SILENT = {"alertname": "Late", "exp_alerts": []}


ALL = " + ".join(name for family in FAMILIES.values() for name in family.names)


def said(rule=None, cases=(RINGS, SILENT), asked=ALL, pages=("Late",)):
    known = {**ALERT, "annotations": {"runbook": "docs/runbooks/Late.md"}, **(rule or {})}
    board = {"panels": [{"type": "row"}, {"targets": [{"expr": asked}]}]}
    tests = {"tests": [{"alert_rule_test": list(cases)}]}
    return list(lacks({"groups": [{"rules": [known]}]}, tests, [board], set(pages)))


def test_an_alert_with_its_page_and_both_cases_passes():
    assert said() == []


def test_whatever_is_missing_is_named():
    assert "has no page" in said(pages=())[0]
    assert "an alert that is none" in said(pages=("Late", "Gone"))[0]
    assert "needs a case" in said(cases=(RINGS,))[0]
    assert "another page" in said({"annotations": {"runbook": "docs/runbooks/Other.md"}})[0]
    assert said({"expr": "rbo_nothing > 1"}) == ["rbo_nothing: RBO has no such figure."]
    assert said(asked=f"{ALL} + rbo_gone") == ["rbo_gone: RBO has no such figure."]
    assert said(asked=ALL.replace("rbo_http_in_flight", "1")) == [
        "rbo_http_in_flight: no dashboard shows it."
    ]
