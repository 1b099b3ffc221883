"""`rbo dev`."""

import os

import click

from rbo.platform.embedded import dev as everything


@click.command()
@click.option("--empty", is_flag=True, help="Without demo data.")
@click.option("--port", type=click.IntRange(1, 65535), envvar="PORT", default=8000, show_default=True)
def dev(*, empty: bool, port: int) -> None:
    """Run everything on this machine; Ctrl-C stops it."""
    address = os.environ.get("PUBLIC_URL") or f"http://127.0.0.1:{port}"
    environ = {**os.environ, "PORT": str(port), "PUBLIC_URL": address, "RBO_ENV": "dev"}
    try:
        everything.run(environ, empty=empty)
    except KeyboardInterrupt:
        click.echo("Stopped.")
