"""Tables as any program writes them."""

from __future__ import annotations

from rbo.imports.attempt import read_file

HEADINGS = ("Date", "Client", "Racket", "String", "Gauge", "Tension", "Price", "Notes")
ROW = ("31.12.2024", "Zoë Müller", "Wilson Blade 98", "Hyper-G", "1.25", "24.5", "25.50", "=1+1")


def csv_of(*rows, separator=","):
    return "\r\n".join(separator.join(f'"{cell}"' for cell in row) for row in (HEADINGS, *rows)) + "\r\n"


def read(content, **choices):
    return read_file(content, choices)


def only_job(content):
    book = read(content)
    assert [finding for finding in book.findings if finding.stops] == []
    (job,) = book.jobs
    return job
