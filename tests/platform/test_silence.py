"""What goes wrong is logged without what people wrote."""

from __future__ import annotations

import sys
import traceback

import pytest
from redis import Redis
from rq import Worker
from rq.job import Job
from rq.serializers import JSONSerializer
from sqlalchemy.exc import DBAPIError, IntegrityError

from rbo.identity.models import User
from rbo.identity.store import transaction
from rbo.platform.jobs import bell
from rbo.platform.log_lines import ConsoleLines, JsonLines
from tests.make import a_client


def test_a_refused_statement_does_not_repeat_its_values(anna):
    with pytest.raises(DBAPIError) as refused:
        a_client(last_name="Geheimnis", nickname="\0")

    assert "Geheimnis" not in str(refused.value)


def test_nor_does_one_of_the_identity_service(settings, database):
    with pytest.raises(DBAPIError) as refused, transaction(settings) as store:
        store.add(User(email="geheimnis@example.org", password_hash="\0", app_metadata={}, user_metadata={}))

    assert "geheimnis" not in str(refused.value)


def test_the_row_that_postgres_quotes_is_left_out(settings, database):
    twice = [User(email="geheimnis@example.org", app_metadata={}, user_metadata={}) for _ in range(2)]

    with pytest.raises(IntegrityError) as refused, transaction(settings) as store:
        store.add_all(twice)

    told = "".join(traceback.format_exception(refused.value))
    assert "uq_users_email" in told
    assert "geheimnis@" not in told


@pytest.mark.parametrize("lines", [JsonLines(), ConsoleLines()])
def test_a_deed_that_fails_is_logged_without_what_it_was_given(redis_url, caplog, lines):
    known = {"connection": Redis.from_url(redis_url), "serializer": JSONSerializer}
    worker = Worker([bell.queue("paper", known["connection"])], **known)

    try:
        int("broken")
    except ValueError:
        worker.handle_exception(
            Job.create("rbo.portal.links.draw", args=["geheimnis"], **known), *sys.exc_info()
        )

    told = "".join(map(lines.format, caplog.records))
    assert "rbo.portal.links.draw" in told
    assert "geheimnis" not in told
