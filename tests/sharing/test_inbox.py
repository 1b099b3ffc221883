"""Looking at what others share: by pages."""

from __future__ import annotations

from rbo.orders import service as orders
from rbo.platform.db import db
from tests.make import a_client, a_stringer, an_order, today
from tests.sharing.grants import as_side, claim, share, trust


def test_a_shared_job_stands_in_the_other_inbox_without_what_is_hidden(anna, ben, annas, bens):
    order = an_order(a_client("Lena", "Muster"), comments="A secret.", labour_price=77)
    orders.mark_strung(order, on=today())
    db.session.commit()
    annas.fill(f"/orders/{order.number}/shares", grantee_email=f" {ben.email.upper()} ")

    inbox, job = bens.get("/shared").text, bens.get(f"/shared/{order.id}").text

    for page in (inbox, job):
        assert "Anna’s Strings" in page
        assert "Babolat Pure Aero 98" in page
        assert "Lena" in page
        assert not any(hidden in page for hidden in ("Muster", "A secret.", "77.00", "lena@example.com"))
    assert f"{today().year}-0001" in job


def test_the_inbox_is_grouped_by_source_and_narrowed_by_source_and_client(anna, ben, bens):
    source = a_stringer("Carla")
    share(an_order(a_client("Lena")), ben)
    other = an_order(a_client("Max"))
    share(other, ben)
    with as_side(source):
        share(an_order(a_client("Nina")), ben)

    everything = bens.get("/shared").text
    assert everything.index("Anna’s Strings</h2>") < everything.index("Carla’s Strings</h2>")
    shown = [
        bens.get(f"/shared?{narrowed}").text
        for narrowed in (f"source={source.id}", f"client={other.client_id}")
    ]
    assert ["Nina</a>" in page for page in shown] == [True, False]
    assert ["Max</a>" in page for page in shown] == [False, True]
    assert "Nothing found" in bens.get(f"/shared?client={other.id}").text


def test_a_job_shared_twice_stands_there_once_with_all_that_is_shown(anna, ben, bens, database):
    client = a_client("Lena", "Muster")
    order = an_order(client, comments="Softer.")
    share(order, ben)
    trust(claim(database["superuser"], client), ben)

    assert bens.get("/shared").text.count(f'href="/shared/{order.id}"') == 1
    job = bens.get(f"/shared/{order.id}").text
    assert "Lena Muster" in job
    assert "Softer." in job
    assert job.count("Take off my list") == 2


def test_the_inbox_has_pages(anna, ben, bens):
    client = a_client()
    for _ in range(51):
        share(an_order(client), ben)

    assert [bens.get(f"/shared?page={n}").text.count("/shared/") for n in (0, 1, 2)] == [50, 1, 0]


def test_today_says_how_much_is_shared(anna, ben, bens):
    for _ in range(2):
        share(an_order(), ben)

    today_page = bens.get("/").text
    assert "2 jobs" in today_page
    assert "from 1 stringer" in today_page
    assert "Lena" not in today_page


def test_nothing_shared_stands_among_ones_own(anna, ben, bens):
    """L-97: neither in lists and reports nor in what the search finds."""
    order = an_order(a_client("Zora"))
    orders.mark_strung(order, on=today())
    share(order, ben)

    for page in ("/orders", "/clients", "/reports", "/search?q=zora", "/orders?q=zora"):
        assert "Zora" not in bens.get(page).text, page
