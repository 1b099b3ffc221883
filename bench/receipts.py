"""One receipt after the other in a warm process, payment code and all, beside WeasyPrint by its tutorial.

The reference draws the same page with the site's web fonts by `@font-face`, nothing kept between two papers,
in a process of its own.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from flask import Flask

from rbo.platform import i18n
from rbo.receipts import pdf
from rbo.receipts.sheet import sheet
from tests.receipts.samples import in_francs

NUMBER, LOCALE = "2026-0147", "en"
TARGET_MS = 110
FACE = "@font-face{{font-family:Inter;font-weight:{};src:url('{}/inter-{}.woff2');unicode-range:{}}}"
RANGES = {"latin": "U+0000-00FF", "latin-ext": "U+0100-02BA,U+1E00-1E9F,U+20A0-20C0"}
SAMPLE = replace(
    in_francs, extras=(("Overgrip Wilson Pro", Decimal("7.00")), ("Grommet strip", Decimal("18.00")))
)


def main() -> None:
    """Print medians and their ratio; with --reference only the milliseconds of the reference."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--papers", type=int, default=60)
    parser.add_argument("--reference", action="store_true")
    asked = parser.parse_args()
    with drawing_board().app_context():
        if asked.reference:
            print(json.dumps(timed(naive(), asked.papers)))
            return
        pdf.warm()
        gc.freeze()  # as the worker does before its first fork
        ours = timed(lambda: pdf.draw(SAMPLE, NUMBER, LOCALE), asked.papers)
    report(ours, reference(asked.papers // 3))


def drawing_board() -> Flask:
    """The words, without the site."""
    app = Flask("rbo")
    i18n.speak(app)
    return app


def naive() -> Callable[[], object]:
    """WeasyPrint by the book: style, fonts and fetcher made anew for every paper."""
    from weasyprint import CSS, HTML  # noqa: PLC0415 - in the reference's process only
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

    fonts = pdf.STYLE.parent.joinpath("fonts").as_uri()
    faces = "".join(FACE.format(w, fonts, name, RANGES[name]) for w in (400, 600, 700) for name in RANGES)
    style = faces + pdf.STYLE.read_text()

    def drawn() -> object:
        config = FontConfiguration()
        page = HTML(string=sheet(SAMPLE, NUMBER, LOCALE))
        return page.write_pdf(stylesheets=[CSS(string=style, font_config=config)], font_config=config)

    return drawn


def timed(draw: Callable[[], object], papers: int) -> list[float]:
    """Milliseconds of each paper after the first two."""
    spent = []
    for _ in range(papers + 2):
        began = time.perf_counter()
        draw()
        spent.append((time.perf_counter() - began) * 1000)
    return spent[2:]


def reference(papers: int) -> list[float]:
    """Milliseconds of the reference, in a process that has not seen our fonts."""
    command = [sys.executable, "-m", "bench.receipts", "--reference", "--papers", str(papers)]
    environ = {name: value for name, value in os.environ.items() if name != "FONTCONFIG_FILE"}
    answer = subprocess.run(command, env=environ, check=True, capture_output=True, text=True)
    spent: list[float] = json.loads(answer.stdout)
    return spent


def report(ours: list[float], theirs: list[float]) -> None:
    """One line for each, and the ratio."""
    median, best, naive_median = statistics.median(ours), min(ours), statistics.median(theirs)
    verdict = "within" if median <= TARGET_MS else "over"
    print(f"warm receipt, {len(ours)} papers: median {median:.0f} ms, best {best:.0f} ms")
    print(f"({verdict} the {TARGET_MS} ms that an idle machine is asked for)")
    print(f"WeasyPrint by its tutorial: median {naive_median:.0f} ms; ratio {naive_median / median:.1f}")


if __name__ == "__main__":
    main()
