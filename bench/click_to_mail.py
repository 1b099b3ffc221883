"""From the click on "Mark strung" to the mail server's 250, one job after the other, on a whole installation.

Reference in the same run: the bare parts, that is a warm drawing and a bare SMTP dialogue with the same file.
"""

from __future__ import annotations

import argparse
import os
import smtplib
import statistics
import time
from email.message import EmailMessage

from bench.installation import PASSWORD, Browser, Sink, installation, mail_server

EMAIL = "bench@example.org"


def main() -> None:
    """Print median and p95."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jobs", type=int, default=200)
    parser.add_argument("--warm-up", type=int, default=20)
    asked = parser.parse_args()
    with mail_server() as (sink, port), installation(port) as environ:
        numbers = _book(environ, asked.jobs + asked.warm_up)
        browser = Browser(environ["PUBLIC_URL"])
        browser.sign_in(EMAIL)
        clicks = [_click(browser, sink, nr, position) for position, nr in enumerate(numbers, start=1)]
        bare = [_bare(port) for _ in range(20)]
    _report(clicks[asked.warm_up :], bare)


def _book(environ: dict[str, str], jobs: int) -> list[int]:
    """A stringer with *jobs* rackets on the bench; gives their numbers."""
    os.environ.update(environ)
    from bench.book import fill  # noqa: PLC0415 - reads the environment when it is imported

    return fill(EMAIL, PASSWORD, jobs)


def _click(browser: Browser, sink: Sink, number: int, position: int) -> float:
    began = time.perf_counter()
    browser.press(f"/orders/{number}/stringing")
    return sink.wait_for(position) - began


def _bare(port: int) -> float:
    from bench.receipts import SAMPLE, drawing_board  # noqa: PLC0415 - WeasyPrint is only wanted after the clicks
    from rbo.receipts import pdf  # noqa: PLC0415

    began = time.perf_counter()
    message = EmailMessage()
    message["Subject"] = f"bare {began}"
    with drawing_board().app_context():
        paper = pdf.draw(SAMPLE, "2026-0001", "en")
    message.add_attachment(paper, maintype="application", subtype="pdf")
    with smtplib.SMTP("127.0.0.1", port) as post:
        post.send_message(message, "a@example.org", ["b@example.org"])
    return time.perf_counter() - began


def _report(clicks: list[float], bare: list[float]) -> None:
    median, p95 = statistics.median(clicks), statistics.quantiles(clicks, n=20)[-1]
    reference = statistics.median(bare)
    print(
        f"click to accepted mail, {len(clicks)} jobs: median {median * 1000:.0f} ms, p95 {p95 * 1000:.0f} ms"
    )
    print(f"drawing and SMTP alone: median {reference * 1000:.0f} ms; ratio {median / reference:.2f}")


if __name__ == "__main__":
    main()
