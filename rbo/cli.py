"""The `rbo` command: it finds a command where its room keeps it and says errors in one line."""

import gc
import importlib
import os
import sys
from dataclasses import dataclass
from typing import Any

import click

from rbo.platform.doctor.libraries import begin_again_with_libraries
from rbo.platform.embedded.trouble import ServiceTrouble
from rbo.platform.environment import BadSetting
from rbo.platform.errors import Refused
from rbo.platform.secret_files import take_secret_files

NO_PAGES, SITE = "rbo.ground:create_ground", "rbo.app:create_app"


@dataclass(frozen=True)
class Place:
    """Where a command lives, and inside of what it works; the site costs a second more."""

    target: str
    says: str
    inside: str | None = NO_PAGES


PLACES = {
    "admin": Place("rbo.auth.cli:admin", "First admin, invitations.", inside=SITE),
    "backup": Place("rbo.platform.backup.cli:backup", "Everything in one file, and back.", inside=None),
    "db": Place("rbo.commands:db", "Roles, migrations, checks.", inside=None),
    "demo": Place("rbo.demo.cli:demo", "Demo data.", inside=SITE),
    "dev": Place("rbo.dev:dev", "Run everything on this machine.", inside=None),
    "doctor": Place("rbo.platform.doctor.cli:doctor", "What is missing, and what mends it.", inside=None),
    "export": Place("rbo.exports.cli:export", "A stringer's book as a file."),
    "import-catalogue": Place("rbo.catalogue.cli:import_catalogue", "Stage a foreign catalogue."),
    "import-v1": Place("rbo.imports.cli:import_v1", "A V1 workbook into a stringer's book."),
    "keys": Place("rbo.platform.keys.cli:keys", "Keys of secrets at rest: a new one, and all sealed by it."),
    "outbox": Place("rbo.platform.jobs.cli:outbox", "Waiting, failed and dead deliveries."),
    "web": Place("rbo.serve:web", "Run the site.", inside=None),
    "worker": Place("rbo.work:worker", "Run the relay and the workers.", inside=None),
}


class Rooms(click.Group):
    """Imports a command when it is asked for, so that `rbo doctor` answers when half of RBO is missing."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Names of all commands."""
        return sorted(PLACES)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:  # noqa: ARG002
        """The command itself."""
        if name not in PLACES:
            return None
        command: click.Command = found(PLACES[name].target)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The list for `--help`, without importing any room."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, PLACES[name].says) for name in sorted(PLACES)])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is meant, with the application open where it wants one."""
        name, command, rest = super().resolve_command(ctx, args)
        inside = PLACES[name].inside if name else None
        if inside and "--help" not in rest:
            enter_app(ctx, inside)
        return name, command, rest


def found(target: str) -> Any:
    """What *target* names, as module:name."""
    module, name = target.split(":")
    return getattr(importlib.import_module(module), name)


def enter_app(ctx: click.Context, target: str) -> None:
    """Open what *target* makes until the command ends, with servers of its own where none run."""
    borrowed = found("rbo.platform.embedded.services:borrowed")
    os.environ.update(ctx.with_resource(borrowed(os.environ)))
    gc.disable()  # what is loaded stays: looking for rubbish in it, now and at the end, costs a fifth
    ctx.with_resource(found(target)().app_context())
    gc.freeze()
    gc.enable()


@click.group(cls=Rooms)
def rbo() -> None:
    """The order book of people who string rackets."""


def main() -> None:
    """Run one command; an error is one line and exit code 1, wrong usage 2."""
    begin_again_with_libraries()
    try:
        take_secret_files(os.environ)
        code = rbo(standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        sys.exit(error.exit_code)
    except click.ClickException as error:
        _end_with(error.format_message(), error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except (BadSetting, ServiceTrouble, Refused) as error:
        _end_with(str(error))
    except Exception as error:  # the last door: one line instead of a traceback
        if os.environ.get("LOG_LEVEL") == "DEBUG":
            raise
        _end_with(f"{type(error).__name__}: {' '.join(str(error).split())} (LOG_LEVEL=DEBUG shows where)")
    sys.exit(code if isinstance(code, int) else 0)


def _end_with(sentence: str, code: int = 1) -> None:
    click.echo(f"rbo: {sentence}", err=True)
    sys.exit(code)


if __name__ == "__main__":
    main()
