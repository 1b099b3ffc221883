"""Any proven address of a human leads to the row that is left of them; the system ends a grant in its own name alone."""

from __future__ import annotations

from alembic import op

revision = "2026_11_28_i_merged_addresses"
down_revision = "2026_11_28_h_own_hand"

MADE_HERE = """exists (
    select from persons where id = person and gotrue_user_id is null{more}
        and created_by_kind = 'stringer' and created_by_id = (select current_stringer()))"""
OWNER = """
    select {which} from persons
    where email_verified_at is not null{more} and lower(email) = lower(wanted)
"""
WHO_IS_LEFT = OWNER.format(which="coalesce(merged_into, id)", more="")
UNMERGED = OWNER.format(which="id", more=" and merged_into is null")
WHO_IS_FOUND = f"""
    select {MADE_HERE.format(more=" and merged_into is null")}
        or coalesce(person = find_verified_person(entered), false)
"""
EQUAL_ADDRESS = f"""
    select {MADE_HERE.format(more="")} or exists (
        select from persons where id = person and email_verified_at is not null and lower(email) = lower(entered))
"""
REVOKED = "deed = 'revoked'"
BY_THE_SYSTEM = f"{REVOKED} and actor = 'system' and created_at = now()"


def upgrade() -> None:
    _change(WHO_IS_LEFT, WHO_IS_FOUND, BY_THE_SYSTEM)


def downgrade() -> None:
    _change(UNMERGED, EQUAL_ADDRESS, REVOKED)


def _change(find_verified_person: str, may_link: str, may_note: str) -> None:
    """The look-ups are replaced in place, by who owns them: a policy stands on one, and people work meanwhile."""
    op.execute("set local lock_timeout = '2s'")
    op.execute("set local statement_timeout = '60s'")
    op.execute("set local role rbo_lookup")
    _replace("find_verified_person(wanted text) returns uuid", find_verified_person)
    _replace("may_link(person uuid, entered text) returns boolean", may_link)
    op.execute("set local role rbo_owner")
    op.execute(f"alter policy share_audit_system_insert on share_audit with check ({may_note})")


def _replace(signature: str, body: str) -> None:
    op.execute(
        f"create or replace function {signature} language sql stable security definer"
        f" set search_path = pg_catalog, public, pg_temp as $$ {body} $$"
    )
