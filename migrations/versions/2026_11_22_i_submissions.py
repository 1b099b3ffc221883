"""Models of one's own, offered to everybody; the submitter writes and withdraws, the house decides."""

from __future__ import annotations

from alembic import op

from migrations.wall import MINE, policy, wall

revision = "2026_11_22_i_submissions"
down_revision = "2026_11_22_h_redo"

CATALOGUE_SUBMISSIONS = """
create type catalogue_kind as enum ('racket', 'string');
create type submission_status as enum ('pending', 'promoted', 'rejected');
create table catalogue_submissions (
    stringer_id uuid not null,
    id uuid not null,
    catalogue_kind catalogue_kind not null,
    racket_model_id uuid,
    string_model_id uuid,
    status submission_status default 'pending' not null,
    reviewer_id uuid,
    reviewed_at timestamptz,
    notes text default '' not null,
    created_at timestamptz default now() not null,
    constraint pk_catalogue_submissions primary key (stringer_id, id),
    constraint fk_catalogue_submissions_stringer_id foreign key(stringer_id) references stringers (id),
    constraint fk_catalogue_submissions_reviewer_id foreign key(reviewer_id) references stringers (id),
    constraint fk_catalogue_submissions_stringer_id_racket_model_id foreign key(stringer_id, racket_model_id) references racket_models (stringer_id, id),
    constraint fk_catalogue_submissions_stringer_id_string_model_id foreign key(stringer_id, string_model_id) references string_models (stringer_id, id),
    constraint ck_catalogue_submissions_names_a_model_of_its_kind check ((racket_model_id is not null) = (catalogue_kind = 'racket') and (string_model_id is not null) = (catalogue_kind = 'string')),
    constraint ck_catalogue_submissions_decided_by_somebody check ((status = 'pending') = (reviewer_id is null) and (status = 'pending') = (reviewed_at is null))
);
create unique index uq_catalogue_submissions_pending_racket on catalogue_submissions (stringer_id, racket_model_id) where status = 'pending' and racket_model_id is not null;
create unique index uq_catalogue_submissions_pending_string on catalogue_submissions (stringer_id, string_model_id) where status = 'pending' and string_model_id is not null
"""

UNDECIDED = "status = 'pending'"


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute(CATALOGUE_SUBMISSIONS)
    wall("catalogue_submissions", commands=("select",))
    policy("catalogue_submissions", "insert", "rbo_app", f"{MINE} and {UNDECIDED} and notes = ''")
    policy("catalogue_submissions", "delete", "rbo_app", f"{MINE} and {UNDECIDED}")
    op.execute("grant insert, delete on catalogue_submissions to rbo_app")
    policy("catalogue_submissions", "select", "rbo_system", "true")
    policy("catalogue_submissions", "update", "rbo_system", UNDECIDED, "true")
    op.execute(
        "grant select, update (status, reviewer_id, reviewed_at, notes) on catalogue_submissions to rbo_system"
    )


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute("drop table catalogue_submissions")
    op.execute("drop type catalogue_kind, submission_status")
