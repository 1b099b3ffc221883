"""`rbo worker`: what works behind the pages, and whether it is alive.

A probe asks every few seconds, so that answer imports nothing heavy.
"""

import importlib
import os
import runpy
import sys

import click

from rbo.platform.environment import run_dir
from rbo.platform.pulse import without_pulse

WORKERS = ("relay", "paper", "bulk", "news")


@click.group(invoke_without_command=True)
@click.pass_context
def worker(context: click.Context) -> None:
    """Run the relay and the workers, or one of them."""
    if context.invoked_subcommand is None:
        _work()


@worker.command("relay")
def only_relay() -> None:
    """The relay alone."""
    _work("relay")


@worker.command("paper")
def only_paper() -> None:
    """The worker that draws and mails receipts, alone."""
    _work("paper")


@worker.command("bulk")
def only_bulk() -> None:
    """The worker of exports and imports, alone."""
    _work("bulk")


@worker.command("news")
def only_news() -> None:
    """The worker that tells other programs, alone."""
    _work("news")


@worker.command()
@click.argument("names", nargs=-1, type=click.Choice(WORKERS))
def health(names: tuple[str, ...]) -> None:
    """Say whether the workers NAMES of this machine are alive, for a probe; all without a name."""
    still = without_pulse(run_dir(os.environ), names or WORKERS)
    if still:
        raise click.ClickException(f"No sign of life from {', '.join(still)}.")
    click.echo("alive")


def _work(*name: str) -> None:
    services = importlib.import_module("rbo.platform.embedded.services")
    with services.borrowed(os.environ) as environ:
        os.environ.update(environ)
        sys.argv = ["worker", *name]
        runpy.run_module("worker", run_name="__main__")
