"""The name of a file as every browser can save it."""

from __future__ import annotations

from urllib.parse import unquote

from flask import Flask

from rbo.platform.file_names import plain, send_pdf
from tests.each import each


@each(
    ("name", "said"),
    [
        ("Receipt 2026-0001 Lena Muster.pdf", "Receipt 2026-0001 Lena Muster.pdf"),
        ("Beleg 2026-0001 Jörg Strauß.pdf", "Beleg 2026-0001 Jorg Strauss.pdf"),
        ("Beleg 2026-0001 Łukasz Søren Æneas O’Neill.pdf", "Beleg 2026-0001 Lukasz Soren AEneas O'Neill.pdf"),
        ("Beleg 2026-0001 GROẞ–Weiß.pdf", "Beleg 2026-0001 GROSS-Weiss.pdf"),
        ("Beleg 2026-0001 Мария.pdf", "Beleg 2026-0001.pdf"),
        ("Beleg 2026-0001 ℅ Lena．／＼host＂；：＊？＜＞｜.pdf", "Beleg 2026-0001 c o Lena. host ;.pdf"),
    ],
)
def test_a_name_is_spelt_in_plain_letters_too(app: Flask, name: str, said: str) -> None:
    with app.test_request_context():
        answer = send_pdf(b"%PDF", name)

    header = answer.headers["Content-Disposition"]
    assert f'inline; filename="{plain(name)}"' == header.partition("; filename*")[0]
    assert plain(name) == said
    assert unquote(header.partition("UTF-8''")[2] or name) == name
