"""The whole of RBO on one machine: servers, schema, demo data, web, worker, mail catcher."""

import os
import signal
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

import click

from rbo.platform.config import BadSetting
from rbo.platform.embedded import state
from rbo.platform.embedded.catcher import catching
from rbo.platform.embedded.crew import Crew
from rbo.platform.embedded.first_start import prepare
from rbo.platform.embedded.guard import Guard
from rbo.platform.embedded.ports import answers
from rbo.platform.embedded.services import addresses_of_another, new_in, started
from rbo.platform.embedded.trouble import ServiceTrouble
from rbo.platform.environment import data_dir


@click.command()
@click.option("--empty", is_flag=True, help="Without demo data.")
@click.option("--port", type=click.IntRange(1, 65535), envvar="PORT", default=8000, show_default=True)
def dev(*, empty: bool, port: int) -> None:
    """Run everything on this machine; Ctrl-C stops it."""
    address = os.environ.get("PUBLIC_URL") or f"http://127.0.0.1:{port}"
    environ = {**os.environ, "PORT": str(port), "PUBLIC_URL": address, "RBO_ENV": "dev"}
    try:
        run(environ, empty=empty)
    except KeyboardInterrupt:
        click.echo("Stopped.")


def run(environ: Mapping[str, str], *, empty: bool) -> None:
    """Run everything until Ctrl-C, SIGTERM or the end of a program."""
    folder = data_dir(environ)
    _end_on_signals()
    with ExitStack() as stack:
        _take(stack, folder)
        _refuse_taken_port(environ["PORT"])
        guard = stack.enter_context(Guard())
        complete = stack.enter_context(started(environ, guard))
        complete |= _mail(stack, folder, environ)
        accounts = prepare(complete, folder, empty=empty)
        complete["RBO_DEMO"] = "1" if accounts else "0"
        crew = stack.enter_context(Crew(("rbo.dev_web", "worker"), complete, guard))
        crew.wait_until_open()
        state.tell(folder, new_in(complete, os.environ))
        _welcome(complete["PUBLIC_URL"], folder, accounts)
        crew.stay()


def _take(stack: ExitStack, folder: Path) -> None:
    try:
        stack.enter_context(state.only_one(folder))
    except state.AlreadyRunning as error:
        address = addresses_of_another(folder).get("PUBLIC_URL", "another address")
        raise ServiceTrouble(f"RBO already runs at {address} with the data in {folder}.") from error


def _refuse_taken_port(port: str) -> None:
    if answers(int(port)):
        raise BadSetting(f"Port {port} is taken; choose another one: make run PORT={int(port) + 1}")


def _mail(stack: ExitStack, folder: Path, environ: Mapping[str, str]) -> dict[str, str]:
    if environ.get("SMTP_HOST"):
        return {}
    port = stack.enter_context(catching(folder / "mail"))
    return {"SMTP_HOST": "127.0.0.1", "SMTP_PORT": str(port), "SMTP_TLS": "none"}


def _welcome(address: str, folder: Path, accounts: str) -> None:
    click.echo(f"\nRBO is open at {address}, its mailbox at {address}/mailbox, the data lies in {folder}.")
    click.echo(f"{accounts}Ctrl-C stops everything.\n")


def _end_on_signals() -> None:
    def end(number: int, frame: object) -> None:  # noqa: ARG001
        for which in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(which, signal.SIG_IGN)
        raise KeyboardInterrupt

    for which in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(which, end)
