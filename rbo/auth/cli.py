"""`rbo admin`: the first admin, and invitations."""

from __future__ import annotations

import click

from rbo.auth import service
from rbo.platform.addresses import mail_address
from rbo.platform.i18n import LANGUAGES

LOCALE = click.option("--locale", type=click.Choice(LANGUAGES), default="en", help="Language of the letter.")


class Email(click.ParamType[str]):
    """A mail address."""

    name = "email"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The address in lower case."""
        try:
            return mail_address(value)
        except ValueError:
            self.fail(f"{value} is no mail address.", param, ctx)


@click.group()
def admin() -> None:
    """First admin, invitations."""


@admin.command()
@click.argument("email", type=Email())
@LOCALE
def create(email: str, locale: str) -> None:
    """Make EMAIL an admin and print a one-time link to sign in with."""
    click.echo(service.first_admin(email, locale))


@admin.command()
@click.argument("email", type=Email())
@LOCALE
def invite(email: str, locale: str) -> None:
    """Invite EMAIL as a stringer; the letter goes out with the next mail."""
    service.invite(email, locale)
    click.echo(f"Invited {email}.")
