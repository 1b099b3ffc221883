"""Mail of development ends in the mailbox, as pages."""

import re
import smtplib
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from rbo.app import create_app
from rbo.platform.config import Settings
from rbo.platform.embedded.catcher import catching

LETTER = EmailMessage()
LETTER["From"], LETTER["To"], LETTER["Subject"] = (
    "rbo@shop.example",
    "anna@home.example",
    "Ihr Beleg für <Blade 98>",
)
LETTER["Date"] = "Sun, 9 Nov 2025 12:05:00 +0000"
LETTER.set_content("Grüezi\nhttps://shop.example/sign-in?token=abc\n<b>not bold</b>")
LETTER.add_attachment(b"%PDF-1.7 paper", maintype="application", subtype="pdf", filename="Beleg 7.pdf")
LETTER.add_attachment(b"<script>go()</script>", maintype="text", subtype="html", filename="trap.html")


@pytest.fixture
def mailbox(settings: Settings, tmp_path: Path) -> FlaskClient:
    """The pages, with one letter caught."""
    with catching(tmp_path / "mail") as port, smtplib.SMTP("127.0.0.1", port) as sender:
        sender.send_message(LETTER)
    return create_app(replace(settings, env="dev", data_dir=tmp_path)).test_client()


def links(page: str) -> list[str]:
    """Addresses inside the mailbox that a page leads to."""
    return [part.split('"')[0] for part in page.split('href="') if part.startswith("/mailbox/")]


def test_a_caught_letter_can_be_read(mailbox: FlaskClient) -> None:
    listing = mailbox.get("/mailbox").text
    assert "Ihr Beleg für &lt;Blade 98&gt;" in listing
    letter = mailbox.get(links(listing)[0]).text
    assert "Grüezi" in letter
    assert 'href="https://shop.example/sign-in?token=abc"' in letter
    assert "&lt;b&gt;not bold" in letter


def test_a_letter_says_when_it_came_where_most_readers_are(mailbox: FlaskClient) -> None:
    """Nobody is signed in there, so nobody's time zone is known."""
    listing = mailbox.get("/mailbox").text
    letter = mailbox.get(links(listing)[0]).text

    assert all(re.search(r"\b13:05\b", page) for page in (listing, letter))


def test_a_letter_of_another_day_says_its_day_as_every_page_does(mailbox: FlaskClient) -> None:
    """By numbers, 11/28/26 and 28.11.26 are one day in two orders."""
    listing = mailbox.get("/mailbox", headers={"Accept-Language": "en"}).text
    letter = mailbox.get(links(listing)[0], headers={"Accept-Language": "en"}).text

    assert all("9 Nov 2025 at 13:05" in page for page in (listing, letter))


def test_a_pdf_is_shown_and_anything_else_is_saved(mailbox: FlaskClient) -> None:
    paper, trap = links(mailbox.get(links(mailbox.get("/mailbox").text)[0]).text)
    shown, saved = mailbox.get(paper), mailbox.get(trap)
    assert (shown.mimetype, shown.data) == ("application/pdf", b"%PDF-1.7 paper")
    assert saved.mimetype == "application/octet-stream"
    assert saved.headers["Content-Disposition"].startswith("attachment")


def test_a_letter_that_is_not_there_is_404(mailbox: FlaskClient) -> None:
    for name in ("00000000-0000-0000-0000-000000000000", "..%2Fsecrets", f"{'a' * 36}/9"):
        assert mailbox.get(f"/mailbox/{name}").status_code == 404


def test_elsewhere_there_is_no_mailbox(app) -> None:
    assert not [rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/mailbox")]
