"""`rbo doctor`."""

import json
import os

import click

from rbo.platform.doctor.examination import examine
from rbo.platform.doctor.libraries import fetch, with_libraries
from rbo.platform.doctor.servers import USUAL_PROCESSES


@click.command()
@click.option("--json", "as_json", is_flag=True, help="For a program.")
@click.option("--fetch-libs", is_flag=True, help="Get Pango without root (Debian, Ubuntu).")
@click.option(
    "--processes",
    type=click.IntRange(0, 10_000),
    default=USUAL_PROCESSES,
    show_default=True,
    help="Of sites and workers, that reach Postgres without a pooler.",
)
def doctor(*, as_json: bool, fetch_libs: bool, processes: int) -> None:
    """Say what is missing or wrong, and the command that mends it."""
    if fetch_libs:
        click.echo("Downloading Pango and its relatives …", err=True)
        click.echo(f"Pango lies in {fetch(os.environ)}; every rbo command finds it there.", err=True)
    found = examine(with_libraries(os.environ), processes)
    if as_json:
        click.echo(json.dumps([finding.as_dict() for finding in found], indent=2))
    else:
        click.echo("\n".join(finding.line() for finding in found))
    if any(finding.is_missing for finding in found):
        raise click.exceptions.Exit(1)
