"""Reports read what they add up from an index, where a book lies together, not from all pages of the table."""

from __future__ import annotations

from alembic import op

from migrations.indexes import beside_others, build, drop

revision = "2026_11_28_d_reports"
down_revision = "2026_11_28_c_orders_cancelled"

STRUNG = "orders (stringer_id, strung_at desc nulls last, number desc)"
SIDE = "{side}_label, {side}_gauge_mm, {side}_colour, {side}_tension, {side}_price, {side}_byo"
REPORTED = f"""id, kind, client_id, racket_id, tension_unit, {SIDE.format(side="main")}, {SIDE.format(side="cross")},
    labour_price, currency, ordered_at, returned_at, paid_at"""
EXTRAS = "order_extras (stringer_id, order_id)"
NAMES = {
    "main_label": 200,
    "main_colour": 80,
    "cross_label": 200,
    "cross_colour": 80,
}  # as imports take them now
SHORT = ", ".join(f"{name} = left(orders.{name}, {most})" for name, most in NAMES.items())
BYTES = " + ".join(f"octet_length(old.{name})" for name in NAMES)
BOTH = "case when old.{0} <> orders.{0} then jsonb_build_array(old.{0}, orders.{0}) end"
WAS_AND_IS = ", ".join(f"'{name}', {BOTH.format(name)}" for name in NAMES)
CUT = f"""
with cut as (
    update orders set version = orders.version + 1, {SHORT} from orders as old
    where (old.stringer_id, old.id) = (orders.stringer_id, orders.id) and {BYTES} > 2400 and {{which}}
    returning orders.stringer_id, orders.id, jsonb_strip_nulls(jsonb_build_object({WAS_AND_IS})) as columns
)
insert into changes (stringer_id, id, noun, row_id, deed, columns, actor, request_id)
select stringer_id, gen_random_uuid(), 'orders', id, 'changed', columns, 'system', '' from cut
"""
# The owner sees rows only without the wall: it is down and up again within one transaction, so that whatever ends it
# leaves the wall; and for a part of the table, so that nobody waits while all is read.
PART_BY_PART = f"""
do $$
declare part bigint := 0;
begin
    loop
        perform set_config('lock_timeout', '2s', true);
        alter table orders no force row level security;
        alter table changes no force row level security;
        {CUT.format(which="old.ctid >= format('(%s,0)', part)::tid and old.ctid < format('(%s,0)', part + 1000)::tid")};
        alter table orders force row level security;
        alter table changes force row level security;
        part := part + 1000;
        exit when part * current_setting('block_size')::int >= pg_relation_size('orders');
        commit;
    end loop;
end $$
"""
# Within one transaction an index is built of rows as they were before, too, unless the table is written anew.
ANEW = "alter table orders alter column legacy_ref type text using legacy_ref || ''"


def upgrade() -> None:
    _cut_what_does_not_fit()
    _instead("ix_orders_strung", f"{STRUNG} include ({REPORTED}) where strung_at is not null")
    _instead("ix_order_extras_order", f"{EXTRAS} include (price)")


def downgrade() -> None:
    _instead("ix_orders_strung", STRUNG)
    _instead("ix_order_extras_order", EXTRAS)


def _cut_what_does_not_fit() -> None:
    """A row of an index has 2,704 bytes, and imports took names of any length; the history keeps them whole."""
    with beside_others() as concurrently:
        if concurrently:
            op.execute(PART_BY_PART)
            return
    _wall_for_the_owner("no force")
    if op.get_bind().exec_driver_sql(CUT.format(which="true")).rowcount:
        op.execute(ANEW)
    _wall_for_the_owner("force")


def _wall_for_the_owner(force: str) -> None:
    for table in ("orders", "changes"):
        op.execute(f"alter table {table} {force} row level security")


def _instead(name: str, on: str) -> None:
    """The old one serves until the new one is whole, whose name then changes: nobody calls an index by it."""
    build(f"{name}_new", on)
    drop(name)
    op.execute("set local lock_timeout = '2s'")
    op.execute("set local statement_timeout = '60s'")
    op.execute(f"-- squawk-ignore renaming-object\nalter index {name}_new rename to {name}")
