"""`rbo backup`: the whole installation in one file, checked, and back."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import click

from rbo.platform.backup import archive, noted, restoring, taking
from rbo.platform.backup.archive import Advance
from rbo.platform.backup.manifest import Manifest
from rbo.platform.config import BadSetting
from rbo.platform.embedded.services import borrowed
from rbo.platform.keys.ring import ring_of
from rbo.platform.terminal import bar

FILE = click.Path(dir_okay=False, path_type=Path)
AFTERWARDS = """Mail is on hold, and everybody signs in anew. `rbo outbox` shows what waits;
`rbo outbox --release send` or `--release drop` ends the hold. What was erased, revoked or changed
after that moment is back as it was then: look through it before you open the site."""


@click.group()
def backup() -> None:
    """Everything in one file: take it, check it, bring it back."""


@backup.command()
@click.argument("file", type=FILE)
def create(file: Path) -> None:
    """Write all of the database to FILE, as of this moment. Keep it as safe as the database itself."""
    with borrowed(os.environ) as environ, _progress("Taking") as advance:
        said = taking.create(_address(environ, "DATABASE_URL_BACKUP"), file, advance)
        is_noted = noted.note(environ.get("DATABASE_URL_SYSTEM", ""), noted.TAKEN)
    click.echo(f"{file}: {_in_words(said)}, {file.stat().st_size:,} bytes.")
    if not is_noted:
        click.echo("Its time could not be noted (DATABASE_URL_SYSTEM), so an alert may ask for it.", err=True)


@backup.command()
@click.argument("file", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="For a program.")
def verify(file: Path, *, as_json: bool) -> None:
    """Read FILE to its end and compare it with its checksums."""
    with _progress("Checking") as advance:
        said = archive.verify(file, advance)
    click.echo(json.dumps(asdict(said), indent=2) if as_json else f"{file} is whole: {_in_words(said)}.")


@backup.command()
@click.argument("file", type=FILE)
@click.option(
    "--replace", is_flag=True, help="Also where stringers are in the database: put FILE in their place."
)
def restore(file: Path, *, replace: bool) -> None:
    """Make the database what FILE holds. All of it or nothing; mail is on hold afterwards."""
    with borrowed(os.environ) as environ, _progress("Restoring") as advance:
        url = _address(environ, "DATABASE_URL_DIRECT")
        said = restoring.restore(url, file, replace=replace, advance=advance)
        lost = _without_keys(environ, said)
    click.echo(f"Restored {_in_words(said)}.\n{lost}{AFTERWARDS}")


@contextmanager
def _progress(label: str) -> Iterator[Advance]:
    """A bar for deeds that tell how much more it is each time."""
    done = 0
    with bar(label) as tell:

        def advance(step: int, total: int) -> None:
            nonlocal done
            done += step
            tell(done, total)

        yield advance


def _in_words(said: Manifest) -> str:
    sealed = f", sealed by the keys {' '.join(said.keys)}, which are not in it" if said.keys else ""
    return (
        f"{said.rows:,} rows in {len(said.parts)} tables as of {said.made_at}, schema {said.schema}{sealed}"
    )


def _without_keys(environ: dict[str, str], said: Manifest) -> str:
    """What cannot be read by this installation; empty when it has every key."""
    held = set(ring_of(environ["RBO_DATA_KEYS"]).keys) if environ.get("RBO_DATA_KEYS") else set()
    lost = [key for key in said.keys if key not in held]
    if not lost:
        return ""
    return f"RBO_DATA_KEYS lacks {' '.join(lost)}: what they sealed stays closed until they are back.\n"


def _address(environ: dict[str, str], name: str) -> str:
    if not environ.get(name):
        raise BadSetting(f"{name} is not set; `rbo db roles` says whom it signs in as.")
    return environ[name]
