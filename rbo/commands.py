"""`rbo db`, which concerns every room."""

import importlib
import os
import re
from collections.abc import Mapping

import click

from rbo.catalogue.starter import load_starter
from rbo.identity.models import IdentityBase
from rbo.platform import migrate, roles
from rbo.platform.agreement import differences
from rbo.platform.config import BadSetting
from rbo.platform.embedded.services import borrowed
from rbo.platform.rows import Base


@click.group()
def db() -> None:
    """Roles, migrations, checks."""


@db.command("roles")
@click.option(
    "--as",
    "admin_url",
    envvar="DATABASE_URL_SUPERUSER",
    help="Address of a superuser: make the roles there. Without it they are printed.",
)
def make_roles(admin_url: str | None) -> None:
    """Print the roles' SQL, or make them."""
    if not admin_url:
        click.echo(roles.script())
        return
    passwords = _passwords()
    if not roles.make_roles(admin_url, passwords):
        click.echo(
            "BYPASSRLS could not be given: migrations lift FORCE themselves, backups need another role."
        )
    roles.make_database(admin_url, roles.database_of(os.environ["DATABASE_URL"]))
    click.echo(f"Made {', '.join(passwords)}.")


@db.command()
@click.option("--dry-run", is_flag=True, help="Only say what would be run.")
def upgrade(*, dry_run: bool) -> None:
    """Run the migrations that are missing."""
    with borrowed(os.environ) as environ:
        if dry_run:
            _tell_what_is_missing(_direct(environ))
            return
        added = bring_up_to_date(environ)
    click.echo(f"The schema is up to date{f'; {added} catalogue models added' if added else ''}.")


@db.command()
def check() -> None:
    """Compare models, tables, constraints and policies."""
    importlib.import_module("rbo.ground")  # knows the nouns of every room
    with borrowed(os.environ) as environ:
        found = differences(_direct(environ), [Base.metadata, IdentityBase.metadata])
    for difference in found:
        click.echo(difference, err=True)
    if found:
        raise click.exceptions.Exit(1)
    click.echo("Models and database agree.")


@db.command()
@click.argument("name")
def new(name: str) -> None:
    """Begin a migration; NAME says its deed, as rackets_get_a_colour."""
    if not re.fullmatch(r"[a-z][a-z_]*", name):
        raise click.UsageError(
            "A migration is named by its deed, as: make migration NAME=rackets_get_a_colour"
        )
    click.echo(migrate.begin(name))


def bring_up_to_date(environ: Mapping[str, str]) -> int:
    """Migrate, and give an empty catalogue its starter models; says how many."""
    migrate.upgrade(_direct(environ))
    return load_starter(environ["DATABASE_URL_SYSTEM"]) if environ.get("DATABASE_URL_SYSTEM") else 0


def _tell_what_is_missing(url: str) -> None:
    missing = migrate.missing_in(url)
    for migration in missing:
        click.echo(migrate.statements(migration))
    click.echo(f"-- {len(missing) or 'No'} migrations are missing.")


def _passwords() -> dict[str, str]:
    """Role and password out of each address of the environment."""
    given = [os.environ.get(name, "") for name in roles.SETTINGS.values()]
    found = dict(roles.login_of(url) for url in given if url)
    unknown = set(found) - set(roles.SETTINGS)
    if unknown or "rbo_app" not in found:
        raise BadSetting(
            "The addresses of the environment (DATABASE_URL and so on) must sign in as the roles of RBO."
        )
    return found


def _direct(environ: Mapping[str, str]) -> str:
    url = environ.get("DATABASE_URL_DIRECT")
    if not url:
        raise BadSetting("DATABASE_URL_DIRECT is not set; migrations sign in with it as rbo_migrator.")
    return url
