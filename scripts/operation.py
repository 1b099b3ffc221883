"""Checks the files that RBO is run by, each with the tool of its kind; no engine or cluster is needed."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
RENDERED = ("deploy/rendered/test.yaml", "deploy/rendered/prod.yaml")
COMMANDS = (
    ("hadolint", "Dockerfile"),
    ("docker-compose", "--env-file", "deploy/rbo_test.env", "config", "--quiet"),
    ("docker-compose", "--env-file", "deploy/rbo_prod.env", "config", "--quiet"),
    ("yamllint", "--strict", "compose.yml", "deploy", ".github", ".gitlab-ci.yml"),
    ("check-jsonschema", "--builtin-schema", "vendor.github-workflows", ".github/workflows/ci.yml"),
    ("check-jsonschema", "--builtin-schema", "vendor.gitlab-ci", ".gitlab-ci.yml"),
    ("kubernetes-validate", "-k", "1.33", "--strict", "--quiet", "--no-warn", *RENDERED),
    ("python", "scripts/render_chart.py", "--check"),
    ("python", "-m", "scripts.alerts"),
)


def main() -> None:
    """Run every tool, several at once, and say what each that fails says."""
    with ThreadPoolExecutor(os.cpu_count()) as hands:
        ran = list(hands.map(_run, COMMANDS))
    failed = [(command, done.stdout) for command, done in zip(COMMANDS, ran, strict=True) if done.returncode]
    for command, said in failed:
        print(f"{' '.join(command)}:\n{said}")
    sys.exit(1 if failed else 0)


def _run(command: tuple[str, ...]) -> subprocess.CompletedProcess[str]:
    program, *arguments = command
    known = {name: os.environ[name] for name in ("PATH", "HOME", "RBO_CI") if name in os.environ}
    environ = {"HOME": "/", "PYTHONPATH": str(ROOT), **known}
    return subprocess.run(
        [str(BIN / program), *arguments],
        cwd=ROOT,
        env=environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


if __name__ == "__main__":
    main()
