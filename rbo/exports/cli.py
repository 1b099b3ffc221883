"""`rbo export`: the file that the page hands out, made here and now."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import click

from rbo.exports.making import made
from rbo.exports.models import Format
from rbo.platform import audit
from rbo.platform.db import system_session
from rbo.platform.storage.folder import Folder
from rbo.platform.storage.stored import StorageAway
from rbo.platform.terminal import bar
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
    with bar(out.name) as tell, closing(made(Format(kind), stringer_id, tell)) as pieces:
        try:
            Folder(out.absolute().parent).put(out.name, pieces)
        except StorageAway as away:
            raise click.ClickException(f"{out} cannot be written: {away}") from away
    click.echo(f"Wrote {out}, {out.stat().st_size:,} bytes.")
