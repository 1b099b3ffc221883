"""The way of a file: asked for, made behind the page, handed over to its owner, gone after a week."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from datetime import timedelta

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from rbo.exports import jobs, queries, service
from rbo.exports.cli import export
from rbo.exports.models import Export, Format
from rbo.notifications import queries as notifications
from rbo.notifications.models import Kind
from rbo.platform import clock
from rbo.platform.audit import AdminAuditLog
from rbo.platform.db import db, system_session
from rbo.platform.jobs.outcomes import Done
from rbo.platform.storage.files import files
from rbo.platform.storage.stored import NoFile
from rbo.platform.tenancy import open_tenant
from tests.clocks import later
from tests.exports.books import exported
from tests.faults.kit import work
from tests.make import an_order
from worker.schedule import SCHEDULE

__all__ = ["later"]


def asked(wanted=Format.JSON):
    """An export that was asked for, and its row in the outbox."""
    export = service.ask_for(wanted)
    db.session.commit()
    return export.id, export.outbox_id


def an_export(wanted=Format.JSON):
    """An export that is ready."""
    export_id, outbox_id = asked(wanted)
    work(outbox_id)
    return seen(export_id)


def seen(export_id) -> Export:
    db.session.rollback()
    return queries.export(export_id)


def without_its_moment(document):
    return re.sub(rb'"made_at": "[^"]+"', b"", document)


def test_what_was_asked_for_is_there_with_its_size_and_its_hash(anna):
    an_order()
    ready = an_export()

    kept = b"".join(files().get(ready.key))
    assert (ready.size, ready.sha256) == (len(kept), hashlib.sha256(kept).hexdigest())
    assert ready.is_ready
    assert timedelta(days=6.9) < ready.expires_at - clock.now() <= timedelta(days=7)


def test_its_owner_is_told_once(anna):
    first = an_export()

    (line,) = notifications.inbox()
    assert (line.kind, line.subject_id, line.label) == (Kind.EXPORT_READY, first.id, "JSON")


def test_the_worker_writes_what_the_command_writes(anna):
    an_order()
    kept = b"".join(files().get(an_export().key))

    assert without_its_moment(kept) == without_its_moment(exported(anna, Format.JSON))


def test_the_command_leaves_a_line_about_the_book(anna, tmp_path):
    """U-33."""
    asked_for = ("--stringer", anna.email, "--format", "json", "--out", str(tmp_path / "book.json"))
    db.session.rollback()

    done = CliRunner().invoke(export, asked_for, catch_exceptions=False)

    assert done.exit_code == 0, done.output
    assert [line.deed for line in db.session.scalars(select(AdminAuditLog))] == ["book_written"]


def test_asking_again_while_it_is_made_is_asking_once(anna):
    first, again, other = asked(), asked(), asked(Format.XLSX)

    assert first == again
    assert other != first


def test_one_that_is_there_does_not_keep_from_a_new_one(anna):
    first = an_export()

    assert asked()[0] != first.id


def test_names_of_files_are_nobodys_guess(anna):
    keys = {an_export(Format.JSON).key for _ in range(3)}

    assert len(keys) == 3
    assert all(re.fullmatch(r"exports/[\w-]{43}\.json", key) for key in keys)


def test_a_job_that_runs_twice_makes_one_file(anna, outdoors):
    ready = an_export()
    first = ready.finished_at

    work(ready.outbox_id)

    assert seen(ready.id).finished_at == first


def test_a_later_attempt_finds_the_file_there(anna):
    ready = an_export()

    with pytest.raises(Done):
        jobs.read_wanted(ready.id)


def test_after_a_week_the_file_is_gone_and_only_then(anna, ben, later):
    mine, key = ready()
    with open_tenant(ben.id):
        _theirs, another = ready()
    sweep()
    assert b"".join(files().get(key))

    be_over(mine)
    sweep()

    with pytest.raises(NoFile):
        files().get(key)
    assert b"".join(files().get(another))
    assert seen(mine).removed_at is not None
    assert queries.present() == []


def ready():
    export_id, outbox_id = asked()
    work(outbox_id)
    key = seen(export_id).key
    db.session.rollback()
    return export_id, key


def be_over(export_id):
    export = queries.export(export_id, lock=True)
    export.expires_at = clock.now() - timedelta(seconds=1)
    db.session.commit()


def sweep():
    deed = next(entry.deed for entry in SCHEDULE if entry.name == "remove expired exports")
    with system_session() as session:
        deed(session)


def test_what_storage_does_not_delete_is_deleted_another_time(anna, ground, monkeypatch, tmp_path):
    mine, _key = ready()
    be_over(mine)
    (tmp_path / "exports").touch()  # a file where the folder should be
    known = ground.config["RBO"]
    with monkeypatch.context() as away:
        away.setitem(ground.config, "RBO", replace(known, storage_url=tmp_path.as_uri()))
        sweep()
    assert seen(mine).removed_at is None

    sweep()

    assert seen(mine).removed_at is not None
