"""The PDF engine, tried in a process of its own: without any font it takes its process along."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from flask_babel import gettext as _

from rbo.platform.doctor.finding import Finding, missing, ok, weak

FONTS = Path(__file__).parents[2] / "receipts" / "fonts"
PROBE = """
import ctypes, sys
try:
    from weasyprint import HTML
except OSError as error:
    sys.exit(str(error).split(":")[0])
HTML(string="<p>Grüezi").write_pdf()
for name in ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib"):
    try:
        ctypes.CDLL(name)
        sys.exit(0)
    except OSError:
        pass
sys.exit(3)
"""
SLOW = 3
INSTALL = (
    "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    " (macOS: brew install pango; Fedora: dnf install pango harfbuzz). Not root: rbo doctor --fetch-libs"
)


def fonts() -> Finding:
    """The receipt's own fonts."""
    found = sorted(path.name for path in FONTS.glob("*.ttf"))
    if not found or not (FONTS / "fonts.conf").exists():
        said = _("none in %(folder)s.", folder=FONTS)
        return missing(_("Fonts"), f"{said} {_off()}", _("install RBO again; its fonts come with it"))
    return ok(_("Fonts"), _("%(count)s in %(folder)s", count=len(found), folder=FONTS))


def engine(environ: Mapping[str, str]) -> Finding:
    """Pango and its relatives."""
    given = {**os.environ, **environ, "FONTCONFIG_FILE": str(FONTS / "fonts.conf")}
    tried = subprocess.run(
        [sys.executable, "-c", PROBE], env=given, capture_output=True, text=True, check=False
    )
    if tried.returncode == 0:
        return ok(_("PDF engine"), _("draws"))
    if tried.returncode == SLOW:
        return weak(
            _("PDF engine"), _("ok but slow (about 5 x)."), "sudo apt-get install libharfbuzz-subset0"
        )
    if tried.returncode < 0:
        crashes = _("crashes, as it does without any font.")
        return missing(_("PDF engine"), f"{crashes} {_off()}", _("install RBO again"))
    reason = tried.stderr.strip().splitlines()[-1] if tried.stderr.strip() else "it does not start"
    return missing(_("PDF engine"), f"{reason}. {_off()}", INSTALL)


def _off() -> str:
    return str(_("Receipts as PDF are off; everything else works."))
