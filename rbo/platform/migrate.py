"""Bringing the database to this version's schema."""

import random
import time
from collections.abc import Callable
from io import StringIO
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import Script, ScriptDirectory
from psycopg.errors import LockNotAvailable
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.exc import OperationalError

from rbo.platform import clock
from rbo.platform.errors import Refused

SCRIPTS = Path(__file__).parents[2] / "migrations"
TRIES = 10
PAUSE_S = (0.5, 1.5)


class LaterSchema(Refused):
    """The database is ahead of this RBO, which therefore leaves it alone."""


def upgrade(url: str, revision: str = "head") -> None:
    """Run every migration that is still missing; *url* signs in as `rbo_migrator`.

    Raises:
        LaterSchema: a later RBO was here.
    """
    missing_in(url)
    until_locks_are_free(lambda: command.upgrade(_config(url), revision))


def until_locks_are_free(deed: Callable[[], None]) -> None:
    """Try *deed* again while somebody holds what it needs; whoever waits for a lock makes others wait too."""
    for attempt in range(1, TRIES + 1):
        try:
            deed()
        except OperationalError as error:
            if attempt == TRIES or not isinstance(error.orig, LockNotAvailable):
                raise
            time.sleep(random.uniform(*PAUSE_S))  # noqa: S311 - no secret
        else:
            return


def missing_in(url: str) -> list[Script]:
    """The migrations that `upgrade` would run, in order.

    Raises:
        LaterSchema: a later RBO was here.
    """
    engine = create_engine(url)
    with engine.connect() as connection:
        connection.execute(text("set role rbo_owner"))
        here = _revision(connection)
    engine.dispose()
    known = newest_first()
    if here is not None and here not in {script.revision for script in known}:
        raise LaterSchema(
            f"Only a later RBO knows the schema {here} of this database: update RBO, not the database."
        )
    done = next((at for at, script in enumerate(known) if script.revision == here), len(known))
    return known[:done][::-1]


def statements(migration: Script) -> str:
    """The SQL of one migration."""
    config = _config("")
    config.output_buffer = written = StringIO()
    command.upgrade(config, f"{migration.down_revision or 'base'}:{migration.revision}", sql=True)
    return written.getvalue()


def downgrade(url: str, revision: str) -> None:
    """Go back to *revision*; `base` is the empty database."""
    command.downgrade(_config(url), revision)


def newest_first() -> list[Script]:
    """The migrations that this RBO knows."""
    return list(ScriptDirectory.from_config(_config("")).walk_revisions())


def to(connection: Connection, revision: str) -> None:
    """Bring the empty database of *connection*, who acts as `rbo_owner`, to *revision* in its transaction."""
    config = _config("", connection)
    if revision != "head" and _revision(connection) != revision:
        command.downgrade(config, "base")
    command.upgrade(config, revision)


def begin(name: str) -> str:
    """Write the frame of a new migration, lettered behind those of its day; gives its file."""
    day = f"{clock.now():%Y_%m_%d}_"
    letter = chr(ord("a") + sum(known.revision.startswith(day) for known in newest_first()))
    made = command.revision(_config(""), message=name, rev_id=f"{day}{letter}_{name}")
    scripts = made if isinstance(made, list) else [made]
    return next(script.path for script in scripts if script)


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _config(url: str, connection: Connection | None = None) -> Config:
    config = Config(SCRIPTS / "alembic.ini")
    config.set_main_option("script_location", str(SCRIPTS))
    config.set_main_option("path_separator", "os")
    config.set_main_option("prepend_sys_path", str(SCRIPTS.parent))
    config.attributes.update(url=url, connection=connection)
    return config
