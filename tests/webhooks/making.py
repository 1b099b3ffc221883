"""Programs of a book: one that comes in, one that is told."""

from __future__ import annotations

from uuid import UUID

from rbo.auth import personal
from rbo.webhooks import queries, service


def let_in_and_told(word: str = "Accounts") -> dict[str, UUID]:
    """A token and a webhook with its first piece of news, by the names they have in addresses."""
    token = personal.make(word, may_write=True, good_for=None).row
    webhook = service.add(f"https://{word}.example.org/", hears_orders=True, hears_receipts=True).row
    (news,) = queries.deliveries_to(webhook)
    return {"token_id": token.id, "webhook_id": webhook.id, "delivery_id": news.id}
