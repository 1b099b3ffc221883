"""`rbo worker`: what works behind the pages, and whether it is alive.

A probe asks every few seconds, so that answer imports nothing heavy.
"""

import importlib
import os
import runpy
import sys
from functools import partial

import click

from rbo.platform.environment import run_dir
from rbo.platform.jobs.queues import WORKERS
from rbo.platform.pulse import without_pulse


def _work(*name: str) -> None:
    services = importlib.import_module("rbo.platform.embedded.services")
    with services.borrowed(os.environ) as environ:
        os.environ.update(environ)
        sys.argv = ["worker", *name]
        runpy.run_module("worker", run_name="__main__")


@click.group(invoke_without_command=True)
@click.pass_context
def worker(context: click.Context) -> None:
    """Run the relay and the workers, or one of them."""
    if context.invoked_subcommand is None:
        _work()


for each, its_deed in WORKERS.items():
    worker.add_command(click.Command(each, callback=partial(_work, each), help=its_deed))


@worker.command()
@click.argument("names", nargs=-1, type=click.Choice(tuple(WORKERS)))
def health(names: tuple[str, ...]) -> None:
    """Say whether the workers NAMES of this machine are alive, for a probe; all without a name."""
    still = without_pulse(run_dir(os.environ), names or tuple(WORKERS))
    if still:
        raise click.ClickException(f"No sign of life from {', '.join(still)}.")
    click.echo("alive")
