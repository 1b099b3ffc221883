"""The receipt's page as HTML: what the PDF is drawn from, and what a browser can print by itself."""

from __future__ import annotations

from flask_babel import force_locale

from rbo.platform.stationery import templates
from rbo.receipts.draft import Draft
from rbo.receipts.measure import printable
from rbo.receipts.paper.cover import cover
from rbo.receipts.paper.parties import parties
from rbo.receipts.paper.payment import message, payment
from rbo.receipts.paper.price import price
from rbo.receipts.paper.stringing import stringing

paper = templates("rbo.receipts", "receipts/paper")


def sheet(draft: Draft, number: str, locale: str, stylesheets: tuple[str, ...] = ()) -> str:
    """The page of *draft* in *locale*, whatever language the reader uses."""
    with force_locale(locale):
        sides, facts = stringing(draft)
        return paper.get_template("page.html").render(
            locale=locale,
            title=printable(message(draft, number)),
            stylesheets=stylesheets,
            cover=cover(draft, number),
            parties=parties(draft),
            payment=payment(draft, number),
            sides=sides,
            facts=facts,
            price=price(draft),
        )
