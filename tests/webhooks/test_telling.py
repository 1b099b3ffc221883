"""Other programs are told what happens: signed, by the worker, under a name that stays with every try."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
from datetime import timedelta

import pytest

from rbo.notifications import queries as notifications
from rbo.notifications.models import Kind
from rbo.orders import service as orders
from rbo.platform.db import db
from rbo.platform.outward import call
from rbo.platform.tenancy import open_tenant
from rbo.webhooks import queries, service, signature
from tests.browsers import annas, fields
from tests.faults.kit import office, open_office, outdoors, work
from tests.make import an_order, reloaded, strung, today
from tests.webhooks.listener import listener

__all__ = ["annas", "listener", "office", "open_office", "outdoors"]
PAGE = "/settings/webhooks"
SECRET = re.compile(r"whsec_[A-Za-z0-9+/=]+")


def by_the_book(secret: str, told) -> bool:
    """The check of Standard Webhooks 1.0, as a receiver would write it."""
    headers, body = told
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.{body.decode()}"
    digest = hmac.new(key, signed.encode(), hashlib.sha256).digest()
    return bool(headers["webhook-signature"] == "v1," + base64.b64encode(digest).decode())


def go_out(outdoors, *states: str) -> None:
    """Let the worker do what waits."""
    db.session.rollback()
    waiting = outdoors.rows("where kind = 'webhooks.deliver' and state = any(%s)", list(states or ["queued"]))
    work(*(row["id"] for row in waiting))


def events(listener) -> list[str]:
    return [json.loads(body)["type"] for _headers, body in listener.told]


def string_and_undo_a_payment() -> None:
    order = strung(an_order())
    orders.mark_paid(reloaded(order.number), on=today())
    orders.undo_payment(reloaded(order.number), reloaded(order.number).version)
    db.session.commit()


def a_webhook(listener, **hears):
    told = service.add(listener.address, **{"hears_orders": True, "hears_receipts": True, **hears})
    db.session.commit()
    return told.row


def test_the_signature_is_that_of_the_standard():
    """Its own example: https://github.com/standard-webhooks/standard-webhooks."""
    found = signature.headers(
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        1614265330,
        b'{"test": 2432232314}',
    )
    assert found["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_a_stringer_names_an_address_and_it_is_told(anna, annas, listener, office, outdoors, caplog):
    sent = fields(annas.get(PAGE).text, PAGE) | {"address": listener.address}
    made, again = annas.post(PAGE, data=sent), annas.post(PAGE, data=sent)
    (secret,) = SECRET.findall(made.text)
    assert again.status_code == 303
    assert not SECRET.search(annas.get(PAGE).text)
    string_and_undo_a_payment()
    work(*(row["id"] for row in outdoors.rows("where kind = 'receipts.deliver'")))
    listener.script = [500]

    go_out(outdoors)
    outdoors.let_pass(timedelta(minutes=1))
    go_out(outdoors, "awaiting_retry")

    done = ["order.ordered", "order.strung", "order.paid", "order.undone", "receipt.mailed"]
    assert events(listener) == ["ping", *done, "ping"]
    assert all(by_the_book(secret, told) for told in listener.told)
    assert [json.loads(body)["data"] for _headers, body in listener.told][2:6] == [
        {"number": 1, "on": today().isoformat()},
        {"number": 1, "on": today().isoformat()},
        {"number": 1, "step": "paid"},
        {"receipt": f"{today().year}-0001"},
    ]
    first, last = listener.told[0], listener.told[-1]
    assert (first[0]["webhook-id"], first[1]) == (last[0]["webhook-id"], last[1])
    for private in ("Lena", "Muster", "lena@example.com", "53.00"):
        assert private not in str([body for _headers, body in listener.told])
    assert secret not in caplog.text

    send_one_again(annas, listener, outdoors)


def send_one_again(annas, listener, outdoors) -> None:
    (webhook,) = queries.webhooks()
    page = annas.get(f"{PAGE}/{webhook.id}").text
    assert page.count("Arrived") == 6
    resend = re.findall(r'action="(/settings/webhooks/deliveries/[^"]+)"', page)[0]
    assert annas.fill(f"{PAGE}/{webhook.id}", resend).status_code == 303
    go_out(outdoors)
    assert listener.told[-1][0]["webhook-id"] == listener.told[5][0]["webhook-id"]
    assert {row["state"] for row in outdoors.rows("where kind = 'webhooks.deliver'")} == {"sent"}


def test_nobody_listens_three_times_and_it_is_paused(anna, listener, outdoors):
    webhook = a_webhook(listener, hears_receipts=False)
    for _other in range(2):
        service.ping(webhook)
    db.session.commit()
    listener.script = [302, 404, 500] * 5

    for _attempt in range(5):
        go_out(outdoors, "queued", "awaiting_retry")
        outdoors.let_pass(timedelta(hours=2))

    assert len(listener.told) == 15
    db.session.expire_all()
    assert queries.webhook(webhook.id).paused_at
    (line,) = notifications.inbox()
    assert (line.kind, line.subject_id) == (Kind.WEBHOOK_PAUSED, webhook.id)
    an_order()
    assert len(queries.deliveries_to(webhook)) == 3

    service.resume(queries.webhook(webhook.id))
    db.session.commit()
    go_out(outdoors)
    assert (events(listener)[15:], queries.webhook(webhook.id).failures) == (["ping"], 0)
    listener.script = [410]
    an_order()
    go_out(outdoors)
    db.session.expire_all()
    assert queries.webhook(webhook.id).paused_at


def test_who_answers_slowly_or_without_end_is_left(anna, listener, outdoors, monkeypatch):
    webhook = a_webhook(listener)
    monkeypatch.setattr(call, "LONGEST_S", 0.5)
    listener.script = ["drip", "flood"]

    go_out(outdoors)
    service.ping(webhook)
    db.session.commit()
    go_out(outdoors)

    assert {row["last_error_class"] for row in outdoors.rows("where attempt = 1")} == {"webhook_silent"}
    service.remove(queries.webhook(webhook.id))
    db.session.commit()
    outdoors.let_pass(timedelta(hours=1))
    go_out(outdoors, "awaiting_retry")
    assert (len(listener.told), set(outdoors.states())) == (2, {"aborted"})


def test_what_leads_nowhere_is_refused_and_another_book_is_closed(anna, annas, ben, listener, outdoors):
    form = fields(annas.get(PAGE).text, PAGE)
    refused = annas.post(PAGE, data=form | {"address": "https://127.0.0.1/"})
    deaf = {name: value for name, value in form.items() if not name.startswith("hears")}
    assert (refused.status_code, annas.post(PAGE, data=deaf | {"address": listener.address}).status_code) == (
        422,
        422,
    )
    inside = a_webhook(listener)
    inside.address = "https://localhost:1024/"
    db.session.commit()

    go_out(outdoors)

    assert (listener.told, [row["last_error_class"] for row in outdoors.rows()]) == (
        [],
        ["webhook_forbidden"],
    )
    db.session.rollback()
    with open_tenant(ben.id):
        his = a_webhook(listener)
        (delivery,) = queries.deliveries_to(his)
    csrf = {"X-CSRFToken": form["csrf_token"]}
    for way in (f"{his.id}/ping", f"{his.id}/pause", f"deliveries/{delivery.id}"):
        assert annas.send("POST", f"{PAGE}/{way}", headers=csrf).status_code == 404, way
    for _one_more in range(4):
        a_webhook(listener)
    with pytest.raises(service.TooManyWebhooks):
        a_webhook(listener)
