"""The files that RBO is run by say what they promise; that they can be read at all, the gate says."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]

from rbo import VERSION
from rbo.platform.jobs.queues import WORKERS
from rbo.platform.secret_files import SECRETS

ROOT = Path(__file__).parents[2]
RUN_ONCE = {"roles", "migrate"}
BESIDE = {"proxy", "postgres", "pgbouncer", "redis", "mail"}


@pytest.fixture(scope="module")
def services() -> dict[str, dict[str, Any]]:
    """The services of the test installation, its mail catcher too, as Docker Compose understands them."""
    command = [str(Path(sys.executable).parent / "docker-compose"), "--env-file", "deploy/rbo_test.env"]
    shown = subprocess.run(
        [*command, "config", "--format", "json"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    found: dict[str, dict[str, Any]] = json.loads(shown.stdout)["services"]
    return found


def test_there_is_a_worker_for_every_queue_and_a_relay(services):
    commands = [tuple(service.get("command") or ()) for service in services.values()]

    assert {("rbo", "worker", name) for name in WORKERS} <= set(commands)


def test_only_the_proxy_can_be_reached_from_outside(services):
    published = {
        name
        for name, service in services.items()
        if any(port.get("host_ip") != "127.0.0.1" for port in service.get("ports", ()))
    }

    assert published == {"proxy"}


def test_every_service_is_guarded_and_limited_and_those_that_stay_are_asked_how_they_are(services):
    for name, service in services.items():
        assert service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert service["mem_limit"], name
        assert "healthcheck" in service or name in RUN_ONCE | {"mail"}, name
        if name not in BESIDE:
            assert service["read_only"], name


def test_no_secret_stands_in_the_environment(services):
    for name, service in services.items():
        environ, mounted = service.get("environment") or {}, service.get("secrets") or []
        assert not set(environ) & set(SECRETS) - {"REDIS_URL"}, name
        files = {value for key, value in environ.items() if key.endswith("_FILE")}
        assert files <= {f"/run/secrets/{secret['source']}" for secret in mounted}, name


def test_nobody_works_before_the_schema_is_there(services):
    for name in set(services) - RUN_ONCE - BESIDE:
        assert services[name]["depends_on"]["migrate"]["condition"] == "service_completed_successfully", name


def test_a_cluster_gets_the_secrets_that_its_pods_read_and_no_other(tmp_path):
    (tmp_path / "kubectl").write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n')
    (tmp_path / "kubectl").chmod(0o755)

    given = subprocess.run(
        ["sh", "deploy/cluster_secret.sh", "rbo-prod", "folder"],
        cwd=ROOT,
        env={"PATH": f"{tmp_path}:/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()

    assert given[:4] == ["create", "secret", "generic", "rbo-prod"]
    chart = (ROOT / "deploy" / "rendered" / "prod.yaml").read_text(encoding="utf-8")
    read = set(re.findall(r"\bkey: ([a-z_]+)", chart))
    assert set(given[4:]) == {f"--from-file=folder/{key}" for key in read}
    assert not {key for key in read if "superuser" in key or "backup" in key}


def test_the_image_knows_its_version_although_nothing_is_installed_in_it():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    chart = yaml.safe_load((ROOT / "deploy" / "chart" / "Chart.yaml").read_text(encoding="utf-8"))
    ours = [path for room in ("rbo", "worker") for path in (ROOT / room).rglob("*.py")]

    assert project["version"] == chart["appVersion"] == VERSION
    assert [path.name for path in ours if "importlib.metadata" in path.read_text(encoding="utf-8")] == []


def test_both_continuous_integrations_run_the_gate_and_go_to_prod_by_hand():
    hub, lab = (
        yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))
        for name in (".github/workflows/ci.yml", ".gitlab-ci.yml")
    )
    jobs = hub["jobs"]

    for steps in (jobs["test"]["steps"], [{"run": step} for step in lab["test"]["script"]]):
        assert "make test" in [step.get("run") for step in steps]
    assert {"test", "chart", "deploy-test", "deploy-prod"} <= set(jobs) & set(lab)
    assert jobs["deploy-prod"]["if"] == "github.event_name == 'workflow_dispatch'"
    assert [rule["when"] for rule in lab["deploy-prod"]["rules"]] == ["manual"]
    for name in ("image", "deploy-test"):
        assert jobs[name]["if"] == "github.ref == 'refs/heads/main' && github.event_name == 'push'"


def test_no_proxy_packs_what_the_site_leaves_unpacked():
    """docs/decisions/0027-what-is-packed.md"""
    caddy = (ROOT / "deploy" / "Caddyfile").read_text(encoding="utf-8")
    charts = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "deploy" / "rendered").iterdir())

    assert re.findall(r"^\s*encode\b", caddy, re.MULTILINE) == []
    assert re.findall(r"gzip|brotli", charts) == []
