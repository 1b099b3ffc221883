"""A line about a grant is of whoever writes it and of the quarter of an hour in which it is written."""

from __future__ import annotations

from alembic import op

revision = "2026_11_28_h_own_hand"
down_revision = "2026_11_28_g_true_records"

ME, MY_SELF = "(select current_stringer())", "(select current_person())"
GAVE = {
    "order_shares": f"(s.granter_kind = 'stringer' and s.stringer_id = {ME}) or s.person_id = {MY_SELF}",
    "person_stringer_share": f"s.person_id = {MY_SELF}",
}
MAY_NOTE = {
    table: f"""case share_audit.deed when 'granted' then {gave}
        when 'read' then s.grantee_id = {ME} and s.ended_at is null else {gave} or s.grantee_id = {ME} end"""
    for table, gave in GAVE.items()
}
OF_A_GRANT = f"""
    exists (select from order_shares as s where s.stringer_id = share_audit.stringer_id
        and s.id = share_audit.order_share_id and ({MAY_NOTE["order_shares"]}))
    or exists (select from person_stringer_share as s where s.id = share_audit.person_share_id
        and ({MAY_NOTE["person_stringer_share"]}))
"""
NAMING_NO_OTHER = f"""
    created_at = now()
    and (actor not like 'stringer:%' or actor = 'stringer:' || {ME})
    and (actor not like 'person:%' or actor = 'person:' || {MY_SELF})
"""
BY_WHO_WRITES = f"""
    created_at = now()
    and (quarter_hour is null or quarter_hour = floor(extract(epoch from now()) / 900))
    and actor = coalesce('stringer:' || {ME}, 'person:' || {MY_SELF})
"""


def upgrade() -> None:
    _check(f"({OF_A_GRANT}) and {BY_WHO_WRITES}")


def downgrade() -> None:
    _check(f"({OF_A_GRANT}) and {NAMING_NO_OTHER}")


def _check(rule: str) -> None:
    op.execute("set local lock_timeout = '2s'")
    op.execute("set local statement_timeout = '60s'")
    op.execute(f"alter policy share_audit_app_insert on share_audit with check ({rule})")
