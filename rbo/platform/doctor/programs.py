"""Programs that only tests need, or only some of them."""

import os
import shutil
from collections.abc import Mapping

from flask_babel import gettext as _

from rbo.platform.doctor.finding import Finding, ok, weak

BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")  # the lightest first


def chromium(environ: Mapping[str, str]) -> Finding:
    """A browser for the tests that click."""
    found = _find(*([environ["CHROMIUM"]] if environ.get("CHROMIUM") else BROWSERS))
    if found:
        return ok("Chromium", found)
    return weak("Chromium", _("none; the browser tests are skipped."), "sudo apt-get install chromium")


def pgbouncer() -> Finding:
    """The pooler that one test runs the others through."""
    found = _find("pgbouncer")
    if found:
        return ok("PgBouncer", found)
    return weak("PgBouncer", _("none; its test is skipped."), "sudo apt-get install pgbouncer")


def node() -> Finding:
    """Builds the style sheet and the scripts, and drives the sign-in client in a test."""
    found = _find("node")
    if found:
        return ok("Node", found)
    return weak(
        "Node",
        _("none; style sheet and scripts cannot be built anew, some tests are skipped."),
        _("install Node 20 or newer"),
    )


def _find(*names: str) -> str:
    path = f"{os.environ.get('PATH', '')}:/usr/sbin"
    return next((found for name in names if (found := shutil.which(name, path=path))), "")
