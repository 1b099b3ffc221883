"""Workers killed at every point: the next one makes the export, and no half of it was ever there."""

from __future__ import annotations

import json

import pytest

from rbo.exports import queries, service
from rbo.exports.models import Format
from rbo.platform.db import db
from rbo.platform.storage.files import files
from rbo.platform.storage.stored import NoFile
from rbo.platform.tenancy import open_tenant
from tests.faults.workers import crew, environment
from tests.make import an_order

POINTS = ("before_lease", "after_lease", "while_exporting", "before_write", "after_write", "before_finish")


@pytest.fixture(scope="module")
def workers(app, tmp_path_factory):
    with crew(tmp_path_factory.mktemp("workers"), environment(app.config["RBO"]), "relay", "bulk") as running:
        running.children()
        yield running


@pytest.mark.parametrize("point", POINTS)
def test_an_export_whose_worker_is_killed_is_made_by_the_next(workers, ben, outdoors, point):
    workers.crash_at(point)
    with open_tenant(ben.id):
        an_order(comments="Softer")
        export = service.ask_for(Format.JSON)
        db.session.commit()
        export_id, key = export.id, export.key

    workers.wait_for_crash()
    if point in POINTS[:3]:
        with pytest.raises(NoFile):
            files().get(key)
    outdoors.until("sent")

    made = b"".join(files().get(key))
    assert json.loads(made)["orders"][0]["comments"] == "Softer"
    with open_tenant(ben.id, read_only=True):
        export = queries.export(export_id)
        assert (export.is_ready, export.size) == (True, len(made))
