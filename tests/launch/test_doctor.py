"""The doctor names each missing part and the command that mends it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from rbo.platform import roles
from rbo.platform.doctor import examination, libraries, paper, programs, servers
from rbo.platform.doctor.cli import doctor
from rbo.serve import THREADS

HEALTHY = {"RBO_ENV": "dev"}


def test_nothing_is_missing_where_nothing_is_missing() -> None:
    found = {finding.part: finding for finding in examination.examine(HEALTHY)}
    assert set(found) == {
        *(
            "Python",
            "Settings",
            "Postgres",
            "Redis",
            "Storage",
            "Fonts",
            "PDF engine",
            "Chromium",
            "PgBouncer",
            "Node",
        )
    }
    assert found["Postgres"].state == found["Redis"].state == found["Fonts"].state == "ok"


def test_servers_that_do_not_answer() -> None:
    nowhere = {"DATABASE_URL": "postgresql://rbo_app@127.0.0.1:1/rbo", "REDIS_URL": "redis://127.0.0.1:1/0"}
    for finding, name in (
        (servers.postgres(nowhere), "DATABASE_URL"),
        (servers.redis_server(nowhere), "REDIS_URL"),
    ):
        assert finding.is_missing
        assert name in finding.says
        assert name in finding.mend


def test_a_role_that_is_too_strong(database: dict[str, str]) -> None:
    (finding,) = servers.signed_in_roles({"DATABASE_URL": database["superuser"]})
    assert finding.is_missing
    assert "superuser" in finding.says
    assert "rbo db roles" in finding.mend


def test_a_server_that_is_full_or_lets_statements_run_for_ever(
    database: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (fine,) = servers.connections({"DATABASE_URL": database["app"]})
    (endless,) = servers.connections({"DATABASE_URL": database["superuser"]})
    (many,) = servers.connections({"DATABASE_URL": database["app"]}, processes=1000)
    monkeypatch.setattr(servers, "FULL", 0)
    (full,) = servers.connections({"DATABASE_URL": database["app"]})

    assert (fine.state, endless.state, many.state, full.state) == ("ok", "weak", "weak", "weak")
    assert THREADS * len(roles.GUARDED) == servers.OF_ONE_PROCESS
    assert "1000 processes may want 12000" in many.says
    assert "for ever" in endless.says
    assert "PgBouncer" in full.mend


def test_settings_of_prod_that_are_missing() -> None:
    finding = examination.settings({"RBO_ENV": "prod"})
    assert finding.is_missing
    assert "SECRET_KEY" in finding.says


def test_pango_that_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paper, "PROBE", "import sys; sys.exit('cannot load library libpango-1.0-0')")
    finding = paper.engine({})
    assert finding.is_missing
    assert "libpango-1.0-0" in finding.says
    assert "everything else works" in finding.says
    assert "apt-get install" in finding.mend
    assert "rbo doctor --fetch-libs" in finding.mend


def test_pango_without_its_subsetter_is_slow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paper, "PROBE", f"import sys; sys.exit({paper.SLOW})")
    finding = paper.engine({})
    assert finding.state == "weak"
    assert "libharfbuzz-subset0" in finding.mend


def test_an_engine_that_crashes_is_a_finding_and_no_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paper, "PROBE", "import os; os.abort()")
    assert paper.engine({}).is_missing


def test_an_engine_that_never_ends_is_not_waited_for_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paper, "PROBE", "import time; time.sleep(3600)")
    monkeypatch.setattr(paper, "LONGEST_S", 0.2)
    finding = paper.engine({})
    assert finding.is_missing
    assert "no page within 0.2 s" in finding.says


def test_fonts_that_are_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(paper, "FONTS", tmp_path)
    assert paper.fonts().is_missing


def test_programs_that_are_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name, path="": None)
    for finding in (programs.chromium({}), programs.pgbouncer(), programs.node()):
        assert finding.state == "weak"
        assert "install" in finding.mend


def test_a_program_reads_what_the_doctor_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RBO_ENV", "prod")
    answer = CliRunner().invoke(doctor, ["--json"])
    found = {row["part"]: row for row in json.loads(answer.output)}
    assert answer.exit_code == 1
    assert found["Settings"]["state"] == "missing"


def test_fetched_libraries_come_first_on_the_loaders_path(tmp_path: Path) -> None:
    folder = tmp_path / "libs" / "usr" / "lib" / "x86_64-linux-gnu"
    folder.mkdir(parents=True)
    (folder / "libpango-1.0.so.0").touch()
    before = {"RBO_DATA_DIR": str(tmp_path), "LD_LIBRARY_PATH": "/elsewhere"}
    after = libraries.with_libraries(before)
    assert after["LD_LIBRARY_PATH"] == f"{folder}:/elsewhere"
    assert libraries.with_libraries(after) == after
