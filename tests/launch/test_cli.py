"""Errors are one line, with the exit code that says whose fault it was."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.nursery import rbo
from tests.source import ROOT


def test_an_unknown_command_is_wrong_usage() -> None:
    """As somebody types it, by the command that was installed."""
    command = [str(Path(sys.executable).with_name("rbo")), "dance"]
    answer = subprocess.run(command, cwd=ROOT, env={}, capture_output=True, text=True, check=False)
    assert (answer.returncode, answer.stderr) == (2, "rbo: No such command 'dance'.\n")


@pytest.mark.parametrize(
    "words", [("outbox",), ("admin", "invite", "a@b.example"), ("demo", "load"), ("worker",)]
)
def test_prod_without_its_settings_refuses_every_command_in_one_sentence(words: tuple[str, ...]) -> None:
    answer = rbo(*words, RBO_ENV="prod")
    assert answer.returncode == 1
    assert answer.stderr.count("\n") == 1
    assert "SECRET_KEY is not set" in answer.stderr


def test_a_server_that_does_not_answer_is_one_line() -> None:
    nowhere = "postgresql://rbo_app:secret-word@127.0.0.1:1/rbo"
    answer = rbo(
        "db", "upgrade", DATABASE_URL=nowhere, DATABASE_URL_DIRECT=nowhere, REDIS_URL="redis://127.0.0.1:1"
    )
    assert answer.returncode == 1
    assert answer.stderr.count("\n") == 1
    assert "secret-word" not in answer.stderr


def test_the_roles_are_printed_where_nobody_may_make_them() -> None:
    answer = rbo("db", "roles")
    assert answer.returncode == 0
    assert "create role" in answer.stdout


def test_help_lists_every_command_without_starting_anything(tmp_path: Path) -> None:
    answer = rbo("--help", RBO_DATA_DIR=str(tmp_path))
    assert all(
        name in answer.stdout
        for name in (
            "admin",
            "backup",
            "db",
            "demo",
            "dev",
            "doctor",
            "import-catalogue",
            "outbox",
            "web",
            "worker",
        )
    )
    assert not list(tmp_path.iterdir())


def test_prod_without_its_settings_opens_no_site() -> None:
    environ = {"PATH": os.environ["PATH"], "RBO_ENV": "prod"}
    command = [sys.executable, "-m", "rbo.cli", "web", "--port", "1024"]
    answer = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False)
    assert answer.returncode == 1
    assert "rbo: SECRET_KEY is not set" in answer.stderr
    assert "Traceback" not in answer.stderr
