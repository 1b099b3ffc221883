"""What a start does to the database before anything is served: schema, starter catalogue, demo data."""

import hashlib
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import click
import psycopg

from rbo.platform import roles
from rbo.platform.config import BadSetting
from rbo.platform.embedded.crew import ROOT
from rbo.platform.embedded.services import ADMIN


def prepare(environ: Mapping[str, str], folder: Path, *, empty: bool) -> str:
    """Bring the database up to date, fill it the first time; gives the demo accounts in words."""
    direct = environ.get("DATABASE_URL_DIRECT")
    if not direct:
        raise BadSetting(
            "DATABASE_URL is set, so DATABASE_URL_DIRECT and the other roles' addresses are needed too."
        )
    is_new = not _has_schema(direct)
    _migrate(environ, folder, is_new)
    for name in roles.GUARDED:
        roles.refuse_strong_role(name, environ[name])
    wanted, loaded = folder / "demo.wanted", folder / "demo.txt"
    if is_new:
        loaded.unlink(missing_ok=True)
        wanted.unlink(missing_ok=True) if empty else wanted.touch()
    if wanted.exists():
        click.echo("Loading demo data, this once.")
        loaded.write_text(_rbo(environ, "demo", "load"))
        wanted.unlink()
    return loaded.read_text() if loaded.exists() else ""


def _migrate(environ: Mapping[str, str], folder: Path, is_new: bool) -> None:
    done, print_now = folder / "migrated", _fingerprint()
    is_ours = ADMIN in environ  # nobody else migrates the embedded database
    if is_ours and not is_new and done.exists() and done.read_text() == print_now:
        return
    click.echo("Bringing the database up to date.")
    _rbo(environ, "db", "upgrade")
    done.write_text(print_now)


def _fingerprint() -> str:
    files = sorted(
        [*(ROOT / "migrations").rglob("*.py"), *(ROOT / "rbo" / "catalogue" / "starter").glob("*.csv")]
    )
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in files)).hexdigest()


def _has_schema(url: str) -> bool:
    with psycopg.connect(roles.plain(url)) as connection:
        found = connection.execute("select 1 from pg_class where relname = 'alembic_version'").fetchone()
    return found is not None


def _rbo(environ: Mapping[str, str], *words: str) -> str:
    command = [sys.executable, "-m", "rbo.cli", *words]
    ran = subprocess.run(command, cwd=ROOT, env=dict(environ), check=False, stdout=subprocess.PIPE, text=True)
    if ran.returncode:
        raise BadSetting(f"rbo {' '.join(words)} did not work; its words are above.")
    return ran.stdout
