"""`rbo export`: the file that the page hands out, made here and now."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import click

from rbo.exports.making import made
from rbo.exports.models import Format
from rbo.platform import audit
from rbo.platform.db import system_session
from rbo.platform.storage.folder import Folder
from rbo.platform.storage.stored import StorageAway
from rbo.stringers import queries as stringers


@click.command()
@click.option("--stringer", "email", required=True, metavar="EMAIL", help="Whose book.")
@click.option("--format", "kind", required=True, type=click.Choice([one.value for one in Format]))
@click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False), metavar="FILE")
def export(email: str, kind: str, out: Path) -> None:
    """Write a stringer's book into FILE, all of it or nothing."""
    stringer_id = stringers.id_at(email)
    with system_session() as rows:
        audit.note(rows, "book_written", stringer_id=stringer_id, reason=audit.Purpose.COMMAND)
    with _bar(out.name) as tell, closing(made(Format(kind), stringer_id, tell)) as pieces:
        try:
            Folder(out.absolute().parent).put(out.name, pieces)
        except StorageAway as away:
            raise click.ClickException(f"{out} cannot be written: {away}") from away
    click.echo(f"Wrote {out}, {out.stat().st_size:,} bytes.")


@contextmanager
def _bar(name: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on a terminal, nothing in a file."""
    with click.progressbar(length=100, label=name, file=sys.stderr) as bar:

        def tell(done: int, of: int) -> None:
            bar.update(100 * done // max(of, 1) - bar.pos)

        yield tell
