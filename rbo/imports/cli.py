"""`rbo import-v1`: the same import as on the page, here and now."""

from __future__ import annotations

from pathlib import Path

import click

from rbo.imports import service
from rbo.imports.markdown import as_markdown
from rbo.imports.reading.unfit import Unfit
from rbo.imports.report import Report
from rbo.imports.sentences import fault_words
from rbo.platform import audit
from rbo.platform.db import db
from rbo.platform.tenancy import open_tenant
from rbo.platform.terminal import bar
from rbo.stringers import queries as stringers

FILE = click.Path(path_type=Path, exists=True, dir_okay=False, readable=True)


@click.command("import-v1")
@click.argument("file", type=FILE, metavar="FILE.xlsx")
@click.option("--stringer", "email", required=True, metavar="EMAIL", help="Whose book.")
@click.option("--dry-run", is_flag=True, help="Write nothing, only report.")
@click.option("--report", "kept", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE.md")
def import_v1(file: Path, email: str, kept: Path | None, *, dry_run: bool) -> None:
    """Bring a V1 workbook into a stringer's book: all of it when the report says OK, else nothing."""
    stringer_id, content = stringers.id_at(email), file.read_bytes()
    audit.actor.set("command:import-v1")
    with open_tenant(stringer_id), bar(file.name) as told:
        try:
            report = service.bring_at_once(file.name, content, told, keep=not dry_run)
        except Unfit as unfit:
            raise click.ClickException(fault_words(unfit.fault)) from unfit
        if report.is_ok and not dry_run:
            db.session.commit()
        else:
            db.session.rollback()
    _tell(report, as_markdown(report, file.name, is_written=report.is_ok and not dry_run), kept)


def _tell(report: Report, said: str, kept: Path | None) -> None:
    """Print the report, or keep it in a file and print the verdict; only OK is success."""
    if kept is None:
        click.echo(said, nl=False)
    else:
        kept.write_text(said, encoding="utf-8")
        click.echo(
            f"{report.verdict}: {report.inserted} new, {report.skipped} skipped_idempotent; see {kept}"
        )
    if not report.is_ok:
        raise click.exceptions.Exit(1)
