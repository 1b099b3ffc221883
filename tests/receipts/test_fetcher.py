"""A receipt loads nothing from outside."""

from __future__ import annotations

import base64
import logging
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from rbo.receipts import pdf
from rbo.receipts.sheet import sheet
from tests.receipts.page import words_of
from tests.receipts.samples import a_picture, hybrid

PLANTS = (
    '<link rel="stylesheet" href="{}"/>',
    '<link rel="attachment" href="{}"/>',
    "<style>@import url({});</style>",
    "<style>@font-face {{ font-family: Far; src: url({}) }} body {{ font-family: Far }}</style>",
    '<p style="background: url({})">x</p>',
    '<ul style="list-style-image: url({})"><li>x</li></ul>',
    "<style>p::before {{ content: url({}) }}</style><p>x</p>",
    '<img src="{}"/>',
    '<img srcset="{} 2x"/>',
    '<object data="{}"></object>',
    '<embed src="{}"/>',
    '<svg><image href="{0}" width="9" height="9"/><use href="{0}#a"/></svg>',
)


@pytest.fixture
def elsewhere():
    """A web server that notes what it is asked for."""
    asked = []

    class Notes(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

    server = HTTPServer(("127.0.0.1", 0), Notes)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    thread.join()
    server.server_close()


def test_nothing_is_asked_of_the_network_or_the_disk(board, elsewhere, tmp_path, caplog):
    address, asked = elsewhere
    secret = tmp_path / "secret.css"
    secret.write_text("p::after { content: 'from the disk' }")
    plants = [plant.format(where) for plant in PLANTS for where in (f"{address}/x", secret.as_uri())]

    with caplog.at_level(logging.WARNING):
        drawn = pdf.printed(sheet(hybrid, "2026-0147", "en").replace("</main>", f"{''.join(plants)}</main>"))

    assert drawn.startswith(b"%PDF")
    assert asked == []
    assert "from the disk" not in " ".join(word.text for word in words_of(drawn))
    assert "refused to load http:" in caplog.text
    assert "refused to load file:" in caplog.text


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_logo_is_drawn_from_the_page_itself(board, kind):
    with_logo = replace(hybrid, business=replace(hybrid.business, logo=a_picture(kind)))

    assert b"/Image" in pdf.draw(with_logo, "2026-0147", "en")
    assert b"/Image" not in pdf.draw(hybrid, "2026-0147", "en")


@pytest.mark.parametrize(
    "logo", [b"", b"\x89PNG but not a picture", b"<svg xmlns='http://www.w3.org/2000/svg'/>"]
)
def test_a_broken_logo_does_not_stop_the_receipt(board, logo):
    assert pdf.draw(replace(hybrid, business=replace(hybrid.business, logo=logo)), "2026-0147", "en")


def test_a_picture_of_another_kind_is_refused(board, caplog):
    svg = base64.b64encode(b"<svg xmlns='http://www.w3.org/2000/svg'/>").decode()

    pdf.printed(f"<html><body><img src='data:image/svg+xml;base64,{svg}'/></body></html>")

    assert "refused to load" in caplog.text
