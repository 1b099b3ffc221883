"""The PDF engine, tried in a process of its own: without any font it takes its process along.

A page remembers the last trial for a while: whoever reloads it does not keep the machine busy with drawing.
"""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from threading import Lock

from flask_babel import gettext as _

from rbo.platform import clock
from rbo.platform.doctor.finding import Finding, missing, ok, weak

FONTS = Path(__file__).parents[2] / "receipts" / "fonts"
PROBE = """
import ctypes, sys
from rbo.platform.loader import asked_of_the_loader_alone
try:
    with asked_of_the_loader_alone():
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
LONGEST_S = 60  # who asks meanwhile waits
INSTALL = (
    "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    " (macOS: brew install pango; Fedora: dnf install pango harfbuzz). Not root: rbo doctor --fetch-libs"
)


@dataclass(frozen=True)
class Trial:
    """One drawing of the engine: what it was given, how it ended, and when that was."""

    given: Mapping[str, str] = field(repr=False)
    code: int
    said: str
    at: datetime

    @property
    def age_s(self) -> float:
        """Seconds since then; less than none where the clock was set back."""
        return (clock.now() - self.at).total_seconds()


class Memory:
    """The last trial of this process; who asks while one runs waits for it."""

    def __init__(self) -> None:
        self._one_at_a_time = Lock()
        self._last: Trial | None = None

    def trial(self, given: Mapping[str, str], good_for_s: int) -> Trial:
        """The last one, where it was given the same and is no older; else a new one."""
        with self._one_at_a_time:
            last = self._last
            if last is None or last.given != given or not 0 <= last.age_s < good_for_s:
                last = self._last = _draw(given)
            return last


memory = Memory()


def fonts() -> Finding:
    """The receipt's own fonts."""
    found = sorted(path.name for path in FONTS.glob("*.ttf"))
    if not found or not (FONTS / "fonts.conf").exists():
        said = _("none in %(folder)s.", folder=FONTS)
        return missing(_("Fonts"), f"{said} {_off()}", _("install RBO again; its fonts come with it"))
    return ok(_("Fonts"), _("%(count)s in %(folder)s", count=len(found), folder=FONTS))


def engine(environ: Mapping[str, str], good_for_s: int = 0) -> Finding:
    """Pango and its relatives; a trial within the last *good_for_s* seconds is believed."""
    given = {**os.environ, **environ, "FONTCONFIG_FILE": str(FONTS / "fonts.conf")}
    trial = memory.trial(given, good_for_s)
    return replace(_told(trial), age_s=int(trial.age_s))


def _draw(given: Mapping[str, str]) -> Trial:
    command = [sys.executable, "-c", PROBE]
    try:
        tried = subprocess.run(
            command, env=given, capture_output=True, text=True, check=False, timeout=LONGEST_S
        )
    except subprocess.TimeoutExpired:
        return Trial(given, 1, f"no page within {LONGEST_S} s", clock.now())
    return Trial(given, tried.returncode, tried.stderr.strip(), clock.now())


def _told(trial: Trial) -> Finding:
    if trial.code == 0:
        return ok(_("PDF engine"), _("draws"))
    if trial.code == SLOW:
        return weak(
            _("PDF engine"), _("ok but slow (about 5 x)."), "sudo apt-get install libharfbuzz-subset0"
        )
    if trial.code < 0:
        crashes = _("crashes, as it does without any font.")
        return missing(_("PDF engine"), f"{crashes} {_off()}", _("install RBO again"))
    reason = trial.said.splitlines()[-1] if trial.said else "it does not start"
    return missing(_("PDF engine"), f"{reason}. {_off()}", INSTALL)


def _off() -> str:
    return str(_("Receipts as PDF are off; everything else works."))
