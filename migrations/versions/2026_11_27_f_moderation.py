"""The house looks at a model while it waits for a decision, and its own copy says where it came from."""

from __future__ import annotations

from alembic import op

from migrations.wall import HOUSE, policy

revision = "2026_11_27_f_moderation"
down_revision = "2026_11_27_e_persons_sign_in"

OF_THE_HOUSE = f"stringer_id = '{HOUSE}'"
KINDS = {"racket_models": "racket_model_id", "string_models": "string_model_id"}


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    for table, pointing in KINDS.items():
        op.execute(f"alter table {table} add column origin_id uuid")
        op.execute(
            f"alter table {table} add constraint ck_{table}_origin_is_of_the_house"
            f" check (origin_id is null or {OF_THE_HOUSE})"
        )
        _open(table, f"{OF_THE_HOUSE} or {_waits(table, pointing)}")


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    for table in KINDS:
        _open(table, OF_THE_HOUSE)
        op.execute(f"alter table {table} drop column origin_id")


def _open(table: str, rule: str) -> None:
    op.execute(f"drop policy {table}_system_select on {table}")
    policy(table, "select", "rbo_system", rule)


def _waits(table: str, pointing: str) -> str:
    return (
        "exists (select from catalogue_submissions waiting where waiting.status = 'pending'"
        f" and waiting.stringer_id = {table}.stringer_id and waiting.{pointing} = {table}.id)"
    )
