"""`rbo keys`: a new key, and everything sealed by it."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from uuid import UUID

import click
from sqlalchemy import column, select, table

from rbo.platform.db import db, system_session
from rbo.platform.keys.column import ring
from rbo.platform.keys.ring import KeyMissing, new_key
from rbo.platform.keys.rotation import left_over, seal_anew, sealed_columns
from rbo.platform.tenancy import open_tenant

PATIENCE = 5  # rounds, each a second later: what somebody held is free by then
STRINGERS = table("stringers", column("id"))
HOW = """Put it behind the others in RBO_DATA_KEYS, a comma between, and restart everything; then before
them, and restart again; then: rbo keys rotate"""


@click.group()
def keys() -> None:
    """The keys that secrets at rest are sealed by."""


@keys.command()
def new() -> None:
    """Print a new key."""
    click.echo(new_key())
    click.echo(HOW, err=True)


@keys.command()
def rotate() -> None:
    """Seal everything by the newest key, while people go on working; then the others may go."""
    with system_session() as rows:
        books: Sequence[UUID] = rows.scalars(select(STRINGERS.c.id).order_by(STRINGERS.c.id)).all()
    try:
        with click.progressbar(books, label="Sealing", file=sys.stderr) as shown:
            count = sum(_seal_book(stringer_id) for stringer_id in shown)
    except KeyMissing as missing:
        raise click.ClickException(str(missing)) from missing
    click.echo(f"{count} values sealed by the key {ring().newest}. Keys behind it are not needed any more.")


def _seal_book(stringer_id: UUID) -> int:
    count = 0
    with open_tenant(stringer_id):
        for mapper, sealed in sealed_columns():
            noun, name = mapper.class_, sealed.key
            for _round in range(PATIENCE):
                while done := seal_anew(noun, name):
                    db.session.commit()
                    count += done
                is_left = left_over(noun, name)
                db.session.rollback()
                if not is_left:
                    break
                time.sleep(1)
            else:
                raise click.ClickException("A row is held by somebody; the keys behind are still needed.")
    return count
