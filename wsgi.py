"""The web server's way in."""

from rbo.app import create_app

app = create_app()
