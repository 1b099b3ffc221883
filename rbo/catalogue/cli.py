"""`rbo import-catalogue`: stage the rows of a foreign catalogue for the admins to look at."""

from __future__ import annotations

import json
from pathlib import Path

import click

from rbo.catalogue import reading, staging
from rbo.catalogue.models import Kind
from rbo.catalogue.staging import Staged
from rbo.platform.db import system_session
from rbo.platform.errors import Refused

KINDS = {"rackets": Kind.RACKET, "strings": Kind.STRING}


@click.command("import-catalogue")
@click.argument("what", type=click.Choice(list(KINDS)))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--source", default="", help="Whose catalogue it is; the name of the file without it.")
@click.option("--json", "as_json", is_flag=True, help="For a program.")
def import_catalogue(what: str, file: Path, source: str, as_json: bool) -> None:
    """Stage the rows of FILE, a CSV; an admin promotes, matches or rejects each.

    Exits with 1 when a row is bad; the good ones are staged all the same.
    """
    try:
        rows = list(reading.read(KINDS[what], file.read_bytes()))
    except Refused as refusal:
        raise click.ClickException(f"{file.name}: {refusal}") from refusal
    with (
        system_session() as session,
        click.progressbar(rows, label="Staging", hidden=as_json) as shown,
    ):
        staged = staging.stage_all(session, KINDS[what], source or file.stem, shown)
    _say_json(staged) if as_json else _say(staged)
    if staged.bad:
        raise click.exceptions.Exit(1)


def _say(staged: Staged) -> None:
    for row in staged.bad:
        click.echo(f"line {row.line}{f', column {row.column}' if row.column else ''}: {row.says}", err=True)
    click.echo(f"{staged.new} staged, {staged.known} known already, {len(staged.bad)} bad.")


def _say_json(staged: Staged) -> None:
    wrong = [{"line": row.line, "column": row.column or None, "problem": row.says} for row in staged.bad]
    click.echo(json.dumps({"staged": staged.new, "known": staged.known, "bad": wrong}, indent=2))
