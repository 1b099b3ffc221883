"""Two rows of one human become one: a racket changes its client with its jobs, and whatever names the person moves."""

from __future__ import annotations

from alembic import op

from migrations.wall import policy

revision = "2026_11_27_l_merging"
down_revision = "2026_11_27_k_imports"

KEY = "fk_orders_stringer_id_client_id_racket_id"
RACKET = f"alter table orders drop constraint {KEY}, add constraint {KEY} foreign key (stringer_id, client_id, racket_id) references rackets (stringer_id, client_id, id)"
OF_A_PERSON = "acting_person_id is not null"


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute(f"{RACKET} on update cascade")
    op.execute("grant update (client_id) on rackets to rbo_system")
    op.execute("grant update (is_self_for_stringer), delete on client_profiles to rbo_system")
    policy("client_profiles", "delete", "rbo_system", "true")
    op.execute("grant update (person_id) on logins to rbo_system")
    policy("notifications", "select", "rbo_system", OF_A_PERSON)
    policy("notifications", "update", "rbo_system", OF_A_PERSON, "true")
    op.execute(
        "grant select (stringer_id, id, acting_person_id), update (acting_person_id) on notifications to rbo_system"
    )


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute(
        "revoke select (stringer_id, id, acting_person_id), update (acting_person_id) on notifications from rbo_system"
    )
    for command in ("select", "update"):
        op.execute(f"drop policy notifications_system_{command} on notifications")
    op.execute("revoke update (person_id) on logins from rbo_system")
    op.execute("drop policy client_profiles_system_delete on client_profiles")
    op.execute("revoke update (is_self_for_stringer), delete on client_profiles from rbo_system")
    op.execute("revoke update (client_id) on rackets from rbo_system")
    op.execute(RACKET)
