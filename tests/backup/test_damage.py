"""A damaged file is refused before anything is touched; what goes wrong later changes nothing."""

from __future__ import annotations

import hashlib
import json
from zipfile import ZIP_DEFLATED, ZipFile

import psycopg
import pytest

from rbo.platform.backup import archive, manifest, restoring, seal
from rbo.platform.backup.manifest import BackupRefused, Damaged

PLACES = 40


TABLES = "select count(*) from pg_class where relnamespace = 'public'::regnamespace"


@pytest.fixture
def untouched(rows, empty_database):
    """Whether the book and the empty database stand as they stood before."""
    before = rows()

    def look():
        with psycopg.connect(empty_database["superuser"]) as connection:
            made = connection.execute(TABLES).fetchone()
        return rows() == before and made == (0,)

    return look


def refused(path, database, empty_database, said):
    """What `verify` and `restore` say, in an empty database and in a full one."""
    heard = set()
    for deed in (
        lambda: archive.verify(path),
        lambda: restoring.restore(empty_database["migrator"], path),
        lambda: restoring.restore(database["migrator"], path, replace=True),
    ):
        with pytest.raises(said) as caught:
            deed()
        heard.add(str(caught.value))
    (sentence,) = heard
    return sentence


def rewritten(path, change):
    """The backup with another manifest or other rows, sealed again as if it were in order."""
    forged = path.with_name("forged.rbo")
    with ZipFile(path) as old, ZipFile(forged, "w", ZIP_DEFLATED) as new:
        content = {name: old.read(name) for name in old.namelist()}
        said = json.loads(content[manifest.NAME])
        change(said, content)
        content[manifest.NAME] = json.dumps(said).encode()
        for name, member in content.items():
            new.writestr(name, member)
        new.comment = seal.BLANK
    with forged.open("r+b") as file:
        seal.put(file)
    return forged


def test_a_file_cut_anywhere_is_refused(taken, untouched, database, empty_database):
    whole = taken.read_bytes()
    for length in (0, 1, 63, 64, 65, len(whole) // 2, len(whole) - 1):
        taken.write_bytes(whole[:length])
        assert "damaged" in refused(taken, database, empty_database, Damaged), length
    assert untouched()


def test_one_flipped_bit_anywhere_is_noticed(taken):
    whole = taken.read_bytes()
    step = len(whole) // PLACES
    for place in (*range(0, len(whole), step), len(whole) - 65, len(whole) - 1):
        taken.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(Damaged):
            archive.verify(taken)


def test_a_flipped_bit_touches_nothing(taken, untouched, database, empty_database):
    whole = taken.read_bytes()
    taken.write_bytes(whole[:999] + bytes([whole[999] ^ 1]) + whole[1000:])

    refused(taken, database, empty_database, Damaged)

    assert untouched()


def test_a_later_format_is_refused(taken, untouched, database, empty_database):
    forged = rewritten(taken, lambda said, _content: said.update(format=manifest.FORMAT + 1))

    assert "update RBO first" in refused(forged, database, empty_database, BackupRefused)
    assert untouched()


def test_a_later_schema_is_refused(taken, untouched, database, empty_database):
    forged = rewritten(taken, lambda said, _content: said.update(schema="2099_01_01_a_future"))

    for url, replace in ((empty_database["migrator"], False), (database["migrator"], True)):
        with pytest.raises(BackupRefused, match="update RBO first"):
            restoring.restore(url, forged, replace=replace)
    assert untouched()


LIES = {
    "more rows": lambda said, _content: said["parts"][0].update(rows=10**6),
    "another checksum": lambda said, _content: said["parts"][0].update(sha256="0" * 64),
    "a table that is not named": lambda said, _content: said["parts"].pop(),
    "no size": lambda said, _content: said["parts"][0].pop("bytes"),
    "no schema": lambda said, _content: said.pop("schema"),
    "other rows": lambda _said, content: content.update({"tables/orders.copy": b"an order\n"}),
    "no rows": lambda _said, content: content.pop("tables/orders.copy"),
}


def test_a_file_that_is_not_what_it_says_is_refused(taken, untouched, database, empty_database):
    for lie, change in LIES.items():
        assert "damaged" in refused(rewritten(taken, change), database, empty_database, Damaged), lie
    assert untouched()


def test_another_file_is_no_backup(tmp_path):
    for name, content in (
        ("a.txt", b"Dear diary, " * 99),
        ("b.rbo", b""),
        ("c.zip", b"PK\x05\x06" + b"\0" * 18),
    ):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(Damaged, match="no backup of RBO"):
            archive.verify(tmp_path / name)


@pytest.mark.parametrize("there", [False, True])
def test_a_file_that_cannot_be_read_is_named(tmp_path, there):
    path = tmp_path / "none.rbo"
    if there:
        path.mkdir()

    with pytest.raises(BackupRefused, match=r"none.rbo cannot be read"):
        archive.verify(path)


def orphaned(said, content):
    """An order of a client who is not in the file."""
    part = next(part for part in said["parts"] if part["table"] == "client_profiles")
    content["tables/client_profiles.copy"] = b""
    part.update(rows=0, bytes=0, sha256=hashlib.sha256(b"").hexdigest())


def strange_columns(said, _content):
    said["parts"][0]["columns"][0] = "id; drop table orders"


@pytest.mark.parametrize(("change", "error"), [(orphaned, psycopg.Error), (strange_columns, Damaged)])
def test_what_goes_wrong_on_the_way_leaves_the_old_book(
    taken, untouched, database, empty_database, change, error
):
    """Rows that the database does not take: the one transaction takes everything back, truncation and all."""
    forged = rewritten(taken, change)

    for url, replace in ((empty_database["migrator"], False), (database["migrator"], True)):
        with pytest.raises(error):
            restoring.restore(url, forged, replace=replace)
    assert untouched()


def test_a_book_is_not_replaced_unless_that_is_said(taken, untouched, database):
    with pytest.raises(BackupRefused, match="2 stringers are in this database already; --replace"):
        restoring.restore(database["migrator"], taken)

    assert untouched()


def test_a_book_that_is_in_use_is_left_alone(taken, database, monkeypatch, rows):
    monkeypatch.setattr(restoring, "PATIENCE", "set local lock_timeout = '50ms'")
    before = rows()
    with psycopg.connect(database["superuser"]) as busy:
        busy.execute("select 1 from orders")
        with pytest.raises(BackupRefused, match="stop web and worker"):
            restoring.restore(database["migrator"], taken, replace=True)

    assert rows() == before
