"""Files are there whole or not at all: in a folder, and in a bucket behind a server that speaks S3."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from rbo.platform.doctor.storage import storage as examined
from rbo.platform.keys.ring import new_key
from rbo.platform.storage.bucket import PART, Bucket
from rbo.platform.storage.files import storage_at
from rbo.platform.storage.folder import Folder
from rbo.platform.storage.stored import NoFile, StorageAway
from tests.buckets import bucket, s3_server

__all__ = ["bucket", "s3_server"]
KEY = "exports/some-name.json"
PIECE = bytes(range(256)) * 4096


@pytest.fixture(params=["folder", "bucket"])
def files(request, tmp_path):
    return Folder(tmp_path) if request.param == "folder" else request.getfixturevalue("bucket").files


def read(files, key=KEY):
    return b"".join(files.get(key))


def breaking_off(after):
    yield from after
    raise LookupError("the writer fell over")


def test_what_was_put_is_what_one_gets(files):
    files.put(KEY, [PIECE, b"", b"the end"])

    assert read(files) == PIECE + b"the end"


def test_more_than_one_part(files):
    pieces = [PIECE] * (PART // len(PIECE) + 3)

    files.put(KEY, iter(pieces))

    assert read(files) == b"".join(pieces)


def test_nothing_at_all_is_a_file_too(files):
    files.put(KEY, [])

    assert read(files) == b""


def test_a_second_try_takes_the_place_of_the_first(files):
    files.put(KEY, [b"first"])
    files.put(KEY, [b"second"])

    assert read(files) == b"second"


@pytest.mark.parametrize("pieces", [[b"short"], [PIECE] * (PART // len(PIECE) + 3)], ids=["short", "long"])
def test_a_writer_that_falls_over_leaves_nothing(files, pieces):
    with pytest.raises(LookupError, match="fell over"):
        files.put(KEY, breaking_off(pieces))

    with pytest.raises(NoFile):
        files.get(KEY)


def test_a_writer_that_falls_over_leaves_what_was_there(files):
    files.put(KEY, [b"first"])

    with pytest.raises(LookupError):
        files.put(KEY, breaking_off([b"second"]))

    assert read(files) == b"first"


def test_what_is_deleted_is_gone_and_deleting_again_does_no_harm(files):
    files.put(KEY, [b"word"])

    for _ in range(2):
        files.delete(KEY)
        with pytest.raises(NoFile):
            files.get(KEY)


def test_the_writer_runs_where_it_was_called(files):
    """What it reads from, a book that is open, belongs to one thread."""
    where = []

    def writer():
        where.append(threading.current_thread())
        yield b"word"

    files.put(KEY, writer())

    assert where == [threading.current_thread()]


def test_of_a_writer_that_fell_over_no_upload_stays_open(bucket):
    with pytest.raises(LookupError):
        bucket.files.put(KEY, breaking_off([PIECE] * 20))

    assert "<UploadId>" not in bucket.listing("uploads")
    assert "<Key>" not in bucket.listing()


def test_other_things_of_the_bucket_are_out_of_reach(bucket):
    bucket.files.put(KEY, [b"word"])

    assert f"<Key>installation/{KEY}</Key>" in bucket.listing()
    with pytest.raises(NoFile):
        Bucket(bucket.name, "elsewhere", bucket.server).get(KEY)


@pytest.mark.parametrize("server", ["http://127.0.0.1:1", ""], ids=["nobody there", "no such bucket"])
def test_a_server_that_is_away(bucket, server):
    away = Bucket("missing" if not server else bucket.name, "", server or bucket.server)

    with pytest.raises(StorageAway):
        away.put(KEY, [b"word"])


def test_an_address_names_a_folder_or_a_bucket():
    assert storage_at("file:///var/lib/rbo%20files", "") == Folder(Path("/var/lib/rbo files"))
    assert storage_at("s3://bucket/a/prefix/", "http://here") == Bucket("bucket", "a/prefix", "http://here")


def test_the_doctor_tries_the_folder(tmp_path):
    known = {"RBO_ENV": "test", "SECRET_KEY": "k" * 32, "RBO_DATA_KEYS": new_key()}

    assert examined({**known, "STORAGE_URL": tmp_path.as_uri()}).state == "ok"
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []

    taken = tmp_path / "file"
    taken.touch()
    finding = examined({**known, "STORAGE_URL": taken.as_uri()})
    assert finding.is_missing
    assert "STORAGE_URL cannot be written" in finding.says


def test_the_doctor_tries_the_bucket(bucket):
    known = {
        "RBO_ENV": "test",
        "SECRET_KEY": "k" * 32,
        "RBO_DATA_KEYS": new_key(),
        "S3_ENDPOINT_URL": bucket.server,
    }

    assert examined({**known, "STORAGE_URL": bucket.url}).state == "ok"
    assert examined({**known, "STORAGE_URL": "s3://missing"}).is_missing
    assert "<Key>" not in bucket.listing()
