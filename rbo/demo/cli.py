"""`rbo demo`: the same demo data for the same seed and date."""

from __future__ import annotations

import click

from rbo.demo import loading
from rbo.demo.people import ACCOUNTS, CLIENT, PASSWORD
from rbo.platform import migrate
from rbo.platform.config import settings
from rbo.platform.errors import Refused
from rbo.stringers.models import Locale

LANGUAGES = {Locale.EN: "in English", Locale.DE: "in German"}


@click.group()
def demo() -> None:
    """Demo data, for trying RBO out."""


@demo.command()
def load() -> None:
    """Fill an empty installation."""
    _refuse_prod()
    jobs = loading.load()
    click.echo(f"Demo loaded: {jobs} stringjobs. Sign in with the password {PASSWORD} as:")
    for account in ACCOUNTS:
        click.echo(f"  {account.email} ({LANGUAGES[account.locale]})")
    click.echo(f"  {CLIENT} (a client)")


@demo.command()
@click.confirmation_option(prompt="This deletes every row of this installation. Go on?")
def reset() -> None:
    """Delete everything, and fill it anew."""
    _refuse_prod()
    migrate.downgrade(settings().database_url_direct, "base")
    migrate.upgrade(settings().database_url_direct)
    jobs = loading.load()
    click.echo(f"Demo loaded anew: {jobs} stringjobs.")


def _refuse_prod() -> None:
    if settings().is_prod:
        raise Refused("Demo data has known passwords; it is refused where RBO_ENV=prod.")
