"""Nobody signs in strong enough to walk around the walls."""

from dataclasses import replace
from typing import Any, cast

import psycopg
import pytest

from rbo.app import create_app
from rbo.platform import roles
from rbo.platform.config import BadSetting, Settings
from tests.servers import PASSWORD

STRONG = {
    "superuser": "superuser",
    "bypassrls": "passes by row-level security",
    "createrole": "may create roles",
    "createdb": "may create roles or databases",
    "in role rbo_owner": "is a member of rbo_",
    "in role rbo_migrator": "is a member of rbo_",
    "in role pg_read_all_data": "is a member of pg_read_all_data",
}


@pytest.fixture
def strong_role(database: dict[str, str], worker_id: str, request: pytest.FixtureRequest):
    """A role with one right too many, gone after the test."""
    name = f"rbo_strong_{worker_id}"
    with psycopg.connect(database["superuser"], autocommit=True) as connection:
        connection.execute(f"create role {name} login password '{PASSWORD}' {request.param}")
        connection.execute(f"grant connect on database {roles.database_of(database['superuser'])} to {name}")
        yield roles.as_role(database["superuser"], name, PASSWORD)
        connection.execute(f"drop owned by {name}; drop role {name}")


@pytest.mark.parametrize("strong_role", STRONG, indirect=True)
@pytest.mark.parametrize("setting", ["database_url", "database_url_system", "database_url_identity"])
def test_the_site_refuses_a_role_that_is_too_strong(
    settings: Settings, strong_role: str, setting: str, request
) -> None:
    with pytest.raises(BadSetting) as refusal:
        create_app(replace(settings, **cast("dict[str, Any]", {setting: strong_role})))
    right = request.node.callspec.params["strong_role"]
    assert STRONG[right] in str(refusal.value)
    assert setting.upper() in str(refusal.value)
    assert PASSWORD not in str(refusal.value)


def test_the_site_refuses_the_superuser_and_the_migrator(
    settings: Settings, database: dict[str, str]
) -> None:
    for too_strong in ("superuser", "migrator", "backup"):
        with pytest.raises(BadSetting, match="DATABASE_URL signs in as"):
            create_app(replace(settings, database_url=database[too_strong]))


def test_roles_can_be_made_twice(servers: dict[str, str], database: dict[str, str]) -> None:
    assert roles.make_roles(servers["postgres"], dict.fromkeys(roles.LOGINS, PASSWORD))
    with psycopg.connect(roles.plain(database["app"])) as connection:
        assert connection.execute("select current_user").fetchone() == ("rbo_app",)


def test_whoever_signs_in_is_stopped_before_others_wait_for_long(database: dict[str, str]) -> None:
    """O-36; a job says of each transaction that it has a minute."""
    shown = "select current_setting('statement_timeout'), current_setting('lock_timeout'),"
    shown += " current_setting('idle_in_transaction_session_timeout')"
    told = {}
    for role in ("app", "identity", "system"):
        with psycopg.connect(roles.plain(database[role]), prepare_threshold=None) as connection:
            told[role] = connection.execute(shown).fetchone()
    page, work = ("5s", "2s", "30s"), ("1min", "2s", "30s")
    assert told == {"app": page, "identity": page, "system": work}


def test_the_printed_script_holds_no_password(capsys: pytest.CaptureFixture[str]) -> None:
    script = roles.script()
    assert "create role" in script
    assert "password" not in script
