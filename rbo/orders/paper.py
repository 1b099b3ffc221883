"""Today's receipt of a stringjob, as a copy to look at."""

from __future__ import annotations

from uuid import UUID

from rbo.orders import queries
from rbo.orders.bill import draft_of
from rbo.platform.errors import Missing
from rbo.platform.tenancy import open_tenant
from rbo.receipts.handover import Copy, Deed, keep
from rbo.stringers import queries as stringers
from rbo.stringers.models import Stringer


def copy_for(stringer: Stringer, number: int) -> Copy:
    """The receipt of order *number* as its owner sees it.

    Raises:
        Missing: there is no such order in the open book, or it has no receipt yet.
    """
    order = queries.by_number(number)
    if order.receipt is None:
        raise Missing
    draft = draft_of(order, stringer)
    return Copy(viewer=stringer.id, draft=draft, number=order.receipt.number, locale=draft.locale)


def deed_for(stringer: Stringer, number: int) -> Deed:
    """What a worker is asked to do for that copy."""
    return Deed(f"{__name__}.{draw.__name__}", (str(stringer.id), str(number)))


def draw(stringer_id: str, number: str) -> None:
    """In the worker: draw what stands in the owner's book now."""
    keep(lambda: _look(UUID(stringer_id), int(number)))


def _look(stringer_id: UUID, number: int) -> Copy:
    with open_tenant(stringer_id, read_only=True):
        return copy_for(stringers.mine(), number)
