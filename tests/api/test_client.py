"""A program whose client was made from the description takes a racket in and gives it back."""

from __future__ import annotations

import importlib.util
import sys
from typing import get_type_hints

import pytest

from scripts.description import told
from tests.api.client_maker import source
from tests.make import today


@pytest.fixture
def client(annas, tmp_path):
    """A client of the description, made, imported and let loose."""
    path = tmp_path / "rbo_client.py"
    path.write_text(source(told()), encoding="utf-8")
    spec = importlib.util.spec_from_file_location("rbo_client", path)
    module = sys.modules["rbo_client"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    yield module.Client(lambda verb, address, body: send(annas, verb, address, body))
    del sys.modules["rbo_client"]


def send(program, verb, address, body):
    answer = program.send(verb, address.removeprefix("/api/v1"), body)
    assert answer.status_code < 300, answer.text
    return answer.json if answer.data else None


def test_one_journey(client):
    hints = get_type_hints(type(client).take_order_in)
    assert (hints["body"].__name__, hints["return"].__name__) == ("NewOrder", "Order")

    lena = client.add_client({"first_name": "Lena", "email": "lena@example.com"})
    frame = client.add_racket(lena["id"], {"text": "Wilson Blade 98 v8"})
    main = {"text": "Solinco Hyper-G", "tension": "24.0", "price": "9.00"}
    order = client.take_order_in({"client_id": lena["id"], "racket": {"id": frame["id"]}, "main": main})
    client.take_stringing(order["number"], {"on": str(today())})
    client.take_payment(order["number"], {})
    done = client.take_return(order["number"], {})
    assert (done["state"], done["total"], done["receipt_number"]) == ("done", "43.00", f"{today().year}-0001")
    assert set(get_type_hints(hints["return"])) == set(done)

    assert [one["number"] for one in client.orders(state="done", limit=5)["items"]] == [order["number"]]
    share = client.share(order["number"], {"grantee_email": "carla@example.org"})
    assert client.end_share(share["id"]) is None
