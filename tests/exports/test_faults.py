"""Disks full, buckets, bugs: an export is made all the same or said to be lost, never by halves (F-26)."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from rbo.exports import jobs, queries, service
from rbo.exports.models import Format
from rbo.platform.db import db
from rbo.platform.jobs.desks import MAIN
from rbo.platform.jobs.job import JOBS
from rbo.platform.jobs.lease import claim, take_back
from rbo.platform.jobs.queries import all_pauses
from rbo.platform.jobs.slip import LeaseLost
from rbo.platform.storage.files import files
from rbo.platform.storage.stored import NoFile
from rbo.platform.tenancy import open_tenant
from tests.faults.kit import work
from tests.make import an_order
from tests.platform.test_storage_faults import files_at_most


@pytest.fixture
def wanted(ben):
    """An export of Ben's that waits for a worker: its id, its row and its key."""
    with open_tenant(ben.id):
        an_order(comments="Softer")
        export = service.ask_for(Format.JSON)
        db.session.commit()
        return export.id, export.outbox_id, export.key


def test_a_full_disk_keeps_exports_waiting_until_there_is_room(ben, wanted, ground, outdoors):
    export_id, outbox_id, key = wanted
    with files_at_most(64):
        work(outbox_id)

    assert outdoors.row(outbox_id)["state"] == "awaiting_retry"
    assert outdoors.row(outbox_id)["attempt"] == 0, "it is not the export's fault"
    assert [pause.channel for pause in all_pauses()] == ["storage"]
    with pytest.raises(NoFile):
        files().get(key)
    with open_tenant(ben.id, read_only=True):
        assert queries.export(export_id).is_under_way

    outdoors.let_pass(timedelta(minutes=1))
    work(outbox_id)

    assert json.loads(b"".join(files().get(key)))["orders"]
    assert all_pauses() == []


def test_the_page_says_why_it_takes_longer(annas, anna, outdoors):
    export = service.ask_for(Format.JSON)
    db.session.commit()
    with files_at_most(64):
        work(export.outbox_id)

    page = annas.get("/exports").text
    assert "there is no room, or storage is away" in page
    assert "It goes on by itself." in page


def test_an_export_that_nobody_can_make_says_so(annas, anna, outdoors, monkeypatch):
    export = service.ask_for(Format.JSON)
    db.session.commit()
    monkeypatch.setattr("rbo.exports.document.head", lambda: 1 / 0)
    for _ in range(5):
        work(export.outbox_id)
        outdoors.let_pass(timedelta(hours=2))

    assert outdoors.row(export.outbox_id)["state"] == "dead"
    page = annas.get("/exports").text
    assert "JSON was not made" in page
    assert "http-equiv" not in page


def test_an_export_into_a_bucket(ben, wanted, ground, bucket, monkeypatch):
    _export_id, outbox_id, key = wanted
    known = replace(ground.config["RBO"], storage_url=bucket.url, s3_endpoint_url=bucket.server)
    monkeypatch.setitem(ground.config, "RBO", known)

    work(outbox_id)

    assert json.loads(b"".join(files().get(key)))["orders"]
    assert f"<Key>installation/{key}</Key>" in bucket.listing()


def test_who_was_overtaken_gives_no_file_its_name(ben, wanted, outdoors):
    """L-93: the row is looked at once more before the file appears."""
    export_id, outbox_id, key = wanted
    late = claim(MAIN, outbox_id, set(JOBS))
    outdoors.let_pass(timedelta(minutes=3))
    take_back(MAIN)
    claim(MAIN, outbox_id, set(JOBS))
    with open_tenant(ben.id, read_only=True):
        found = jobs.read_wanted(export_id)

    with pytest.raises(LeaseLost):
        jobs.make(found, late)

    with pytest.raises(NoFile):
        files().get(key)
