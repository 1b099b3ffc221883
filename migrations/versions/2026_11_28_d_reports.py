"""Reports read what they add up from an index, where a book lies together, not from all pages of the table."""

from __future__ import annotations

from alembic import op

from migrations.indexes import build, drop

revision = "2026_11_28_d_reports"
down_revision = "2026_11_28_c_orders_cancelled"

STRUNG = "orders (stringer_id, strung_at desc nulls last, number desc)"
SIDE = "{side}_label, {side}_gauge_mm, {side}_colour, {side}_tension, {side}_price, {side}_byo"
REPORTED = f"""id, kind, client_id, racket_id, tension_unit, {SIDE.format(side="main")}, {SIDE.format(side="cross")},
    labour_price, currency, ordered_at, returned_at, paid_at"""
EXTRAS = "order_extras (stringer_id, order_id)"


def upgrade() -> None:
    _instead("ix_orders_strung", f"{STRUNG} include ({REPORTED}) where strung_at is not null")
    _instead("ix_order_extras_order", f"{EXTRAS} include (price)")


def downgrade() -> None:
    _instead("ix_orders_strung", STRUNG)
    _instead("ix_order_extras_order", EXTRAS)


def _instead(name: str, on: str) -> None:
    """The old one serves until the new one is whole, whose name then changes: nobody calls an index by it."""
    build(f"{name}_new", on)
    drop(name)
    op.execute("set local lock_timeout = '2s'")
    op.execute("set local statement_timeout = '60s'")
    op.execute(f"-- squawk-ignore renaming-object\nalter index {name}_new rename to {name}")
