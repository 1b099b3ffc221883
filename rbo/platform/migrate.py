"""Bringing the database to this version's schema."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import Script, ScriptDirectory
from sqlalchemy import Connection

from rbo.platform import clock

SCRIPTS = Path(__file__).parents[2] / "migrations"


def upgrade(url: str, revision: str = "head") -> None:
    """Run every migration that is still missing; *url* signs in as `rbo_migrator`."""
    command.upgrade(_config(url), revision)


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
