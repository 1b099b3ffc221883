"""The receipt and its letter in German."""

from __future__ import annotations

from flask_babel import force_locale

from rbo.receipts import letter, pdf
from rbo.receipts.letter import file_name
from tests.receipts.page import words_of
from tests.receipts.samples import hybrid

SAID = (
    "Beleg",
    "Besaitet am",
    "12.11.2026",
    "Längssaiten, eigene",
    "eigene Saite",
    "2-teilig, 4 Knoten, 10 % vorgedehnt",
    "Arbeit",
    "Bezahlt am 13.11.2026",
    "Nicht mehrwertsteuerpflichtig.",
)


def test_the_paper_speaks_german(board):
    text = " ".join(word.text for word in words_of(pdf.draw(hybrid, "2026-0147", "de")))

    assert [words for words in SAID if words not in text] == []
    assert "ß" not in text


def test_subject_words_and_file_name_speak_one_language(ground):
    message = letter.write(hybrid, "2026-0147", "de", "lena@example.com", b"%PDF")

    assert message.subject == "Beleg 2026-0147 von Anna’s Strings"
    assert "Der Beleg 2026-0147 liegt bei." in message.body
    assert "Der Beleg 2026-0147 liegt bei." in message.html
    assert message.attachments[0].filename == "Beleg 2026-0147 Lena Muster.pdf"


def test_an_english_file_name_on_a_german_page(board):
    with force_locale("de"), force_locale("en"):
        assert file_name(hybrid, "2026-0147") == "Receipt 2026-0147 Lena Muster.pdf"
