"""`rbo backup` as it is typed: what it prints, its exit codes, one line for an error, and a full disk."""

from __future__ import annotations

import json

import pytest

from rbo.platform.keys.ring import new_key, ring_of
from tests.nursery import rbo_on_disk

KEYS = "dGVzdHMtb25seS10ZXN0cy1vbmx5LXRlc3RzLTAxMjM"
KEY = ring_of(KEYS).newest


@pytest.fixture
def rbo(database, redis_url, tmp_path):
    """The command in a process of its own, with this test's database."""
    environ = {
        "RBO_ENV": "test",
        "SECRET_KEY": "a-secret-for-tests-only-0123456789",
        "RBO_DATA_KEYS": KEYS,
        "RBO_DATA_DIR": str(tmp_path / "data"),
        "REDIS_URL": redis_url,
        "DATABASE_URL": database["app"],
        "DATABASE_URL_SYSTEM": database["system"],
        "DATABASE_URL_BACKUP": database["backup"],
        "DATABASE_URL_DIRECT": database["migrator"],
    }

    return lambda *words, most=0, **more: rbo_on_disk(most, "backup", *words, **(environ | more))


def test_taken_checked_and_brought_back(rbo, books, rows, tmp_path):
    file, before = tmp_path / "book.rbo", rows()

    said = [rbo("create", file), rbo("verify", file), rbo("restore", file, "--replace")]

    assert [answer.returncode for answer in said] == [0, 0, 0], said
    assert f"{file} is whole: " in said[1].stdout
    assert "Mail is on hold" in said[2].stdout
    assert all(f"sealed by the keys {KEY}, which are not in it" in answer.stdout for answer in said)
    assert "lacks" not in said[2].stdout
    without = rbo("restore", file, "--replace", RBO_DATA_KEYS=new_key())
    assert f"RBO_DATA_KEYS lacks {KEY}" in without.stdout
    assert {answer.stderr for answer in said[:2]} == {""}
    assert rows()["public.orders"] == before["public.orders"]


def test_a_program_may_read_what_is_in_it(rbo, taken):
    said = json.loads(rbo("verify", taken, "--json").stdout)

    assert {part["table"] for part in said["parts"]} > {"orders", "receipts", "auth.users"}


def test_a_full_disk_leaves_no_half_file(rbo, books, tmp_path):
    """The disk takes 5 kB and no more."""
    file = tmp_path / "small" / "book.rbo"
    file.parent.mkdir()

    answer = rbo("create", file, most=5_000)

    why = "cannot be written: File too large. Nothing is left of it."
    assert (answer.returncode, answer.stderr) == (1, f"rbo: {file} {why}\n")
    assert list(file.parent.iterdir()) == []


def test_mistakes_are_one_line(rbo, taken, tmp_path):
    taken.write_bytes(taken.read_bytes()[:-9])
    for words, code in (
        (("verify", taken), 1),
        (("restore", taken, "--replace"), 1),
        (("verify", tmp_path / "none.rbo"), 1),
        (("create", tmp_path / "no" / "folder.rbo"), 1),
        (("restore", taken, "--force"), 2),
        (("mend", taken), 2),
    ):
        answer = rbo(*words)
        assert (answer.returncode, answer.stdout, answer.stderr.count("\n")) == (code, "", 1), words
        assert answer.stderr.startswith("rbo: "), words


def test_a_missing_address_is_named(rbo, tmp_path):
    answer = rbo("create", tmp_path / "book.rbo", DATABASE_URL_BACKUP="")

    assert (answer.returncode, "DATABASE_URL_BACKUP is not set" in answer.stderr) == (1, True)


def test_no_password_is_said_when_the_server_is_away(rbo, tmp_path):
    nowhere = "postgresql://rbo_backup:secret-word@127.0.0.1:1/rbo"

    answer = rbo("create", tmp_path / "book.rbo", DATABASE_URL_BACKUP=nowhere)

    assert (answer.returncode, answer.stderr.count("\n")) == (1, 1)
    assert "secret-word" not in answer.stderr
