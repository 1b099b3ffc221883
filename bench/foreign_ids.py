"""Whether the time of an answer tells a foreign id from one that nobody has: both are asked for in turns.

Reference in the same run: the other of the two. Medians may differ by 5 %.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from uuid import UUID

from bench.own_site import Ask, asker, own_site
from bench.twins import MOST_APART, apart
from rbo.orders.service import mark_strung
from rbo.platform.db import db
from rbo.platform.ids import new_id
from rbo.stringers.models import Stringer
from tests.make import a_client, a_racket_model, a_string_model, a_stringer, an_order, today
from tests.sharing.grants import as_side, share

SOME_ORDERS = 200


def main() -> None:
    """Print the medians of each address; exit 1 when one of them tells."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=500)
    asked = parser.parse_args()
    with own_site() as (app, _postgres):
        with app.app_context():
            me, other, third = (a_stringer(name) for name in ("Anna", "Ben", "Carla"))
            _fill(me)
            foreign = _fill(other, third)
            ask = asker(app, me, "404 NOT FOUND")
        telling = [
            address
            for address, id_ in foreign.items()
            if apart(address, _twins(ask, address, id_), asked.pairs) > MOST_APART
        ]
    print(f"answers that tell by their time: {', '.join(telling) or 'none'}")
    sys.exit(bool(telling))


def _twins(ask: Callable[[str], Ask], address: str, id_: UUID) -> dict[str, Ask]:
    return {"foreign": ask(address.format(id_)), "unknown": ask(address.format(new_id()))}


def _fill(stringer: Stringer, grantee: Stringer | None = None) -> dict[str, UUID]:
    """A book with some orders; addresses that lead into it, and the ids for them."""
    with as_side(stringer):
        client = a_client()
        for _ in range(SOME_ORDERS):
            order = an_order(client)
        mark_strung(order, on=today())
        racket, string = a_racket_model(), a_string_model()
        db.session.commit()
        shared = share(order, grantee) if grantee else None
    return {
        "/clients/{}": client.id,
        "/clients/{}/edit": client.id,
        "/catalogue/rackets/{}": racket.id,
        "/catalogue/strings/{}": string.id,
        **({"/shared/{}": shared.order_id, "/shared/{}/receipt": shared.order_id} if shared else {}),
    }


if __name__ == "__main__":
    main()
