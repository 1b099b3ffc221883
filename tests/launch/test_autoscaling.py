"""Workers follow the rows that are due in their own queue: what KEDA asks, asked as the role it comes as."""

from __future__ import annotations

import importlib
import re

import psycopg
import pytest
import yaml  # type: ignore[import-untyped]

from rbo.platform import roles
from rbo.platform.ids import new_id
from rbo.platform.jobs.desks import MAIN
from rbo.platform.jobs.job import JOBS
from rbo.platform.jobs.queues import QUEUES
from tests.faults.kit import outdoors
from tests.source import ROOT

__all__ = ["outdoors"]
ROW = "insert into {} (id, stringer_id, kind, dedupe_key, payload, {}) values (%s, %s, %s, %s, '{{}}', {})"

CLOSE = "update stringers set status = 'deactivated', deactivated_at = now() where id = %s"


@pytest.fixture
def promise(outdoors):
    """Puts a row of a job where its desk looks for it."""

    def put(job, stringer, column="next_at", value="now()"):
        table, whose = ("outbox", stringer.id) if job.desk is MAIN else ("auth.outbox", None)
        outdoors.connection.execute(
            ROW.format(table, column, value), [new_id(), whose, job.name, str(new_id())]
        )

    return put


@pytest.fixture
def waiting(database):
    """For each queue the larger of what its triggers count."""

    def count():
        parts = list(yaml.safe_load_all((ROOT / "deploy" / "rendered" / "prod.yaml").read_text()))
        role_of = {
            part["metadata"]["name"]: part["spec"]["secretTargetRef"][0]["key"].removeprefix("database_url_")
            for part in parts
            if part["kind"] == "TriggerAuthentication"
        }
        return {
            part["spec"]["scaleTargetRef"]["name"].removeprefix("rbo-"): max(
                asked(role_of[trigger["authenticationRef"]["name"]], trigger["metadata"]["query"])
                for trigger in part["spec"]["triggers"]
            )
            for part in parts
            if part["kind"] == "ScaledObject"
        }

    def asked(role, query):
        with psycopg.connect(roles.plain(database[role])) as connection:
            return connection.execute(query).fetchone()[0]

    return count


def jobs_of(queue):
    importlib.import_module("rbo.ground")  # knows the jobs of every room
    return [job for job in JOBS.values() if job.queue == queue and not job.name.startswith("tests.")]


@pytest.mark.parametrize("queue", QUEUES)
def test_each_job_counts_in_its_own_queue_and_in_no_other(queue, anna, outdoors, promise, waiting):
    for job in jobs_of(queue):
        promise(job, anna)
        promise(job, anna, "state", "'withheld'")
        promise(job, anna, "next_at", "now() + interval '1 hour'")

        assert waiting() == dict.fromkeys(QUEUES, 0) | {queue: 10 if queue == "news" else 1}, job.name
        outdoors.connection.execute("truncate outbox, auth.outbox cascade")


def test_letters_of_the_sign_in_service_alone_call_for_workers(anna, promise, waiting):
    for _ in range(3):
        promise(JOBS["identity.deliver"], anna)
    promise(JOBS["identity.warn"], anna)

    assert waiting() == {"paper": 4, "bulk": 0, "news": 0}


def test_what_a_closed_book_had_promised_calls_for_nobody_but_for_its_files(anna, outdoors, promise, waiting):
    for queue in QUEUES:
        for job in jobs_of(queue):
            if job.desk is MAIN:
                promise(job, anna)
    outdoors.connection.execute(CLOSE, [anna.id])

    assert waiting() == {"paper": 0, "bulk": 1, "news": 0}


def test_the_chart_names_no_job_that_is_none():
    chart = (ROOT / "deploy" / "rendered" / "prod.yaml").read_text(encoding="utf-8")
    asked = "".join(line for line in chart.splitlines() if "kind" in line)

    assert set(re.findall(r"'(\w+\.\w+)'", asked)) == {job.name for job in jobs_of("bulk") + jobs_of("news")}
