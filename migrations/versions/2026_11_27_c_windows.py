"""Two windows: what a grant shows to its stringer, and what a client sees of their own jobs."""

from __future__ import annotations

from alembic import op

from migrations.wall import policy, window

revision = "2026_11_27_c_windows"
down_revision = "2026_11_27_b_grants"

ME, MY_SELF = "(select current_stringer())", "(select current_person())"
LIVE = f"grantee_id = {ME} and ended_at is null"
SHARED = f"from order_shares where {LIVE}"
TRUSTING = f"""
    from person_stringer_share as trust join client_profiles as trusting using (person_id)
    where trust.grantee_id = {ME} and trust.ended_at is null
"""
OWN = f"from client_profiles as own where own.person_id = {MY_SELF}"

SIDES = """o.main_label, o.main_gauge_mm, o.main_gauge_label, o.main_tension, o.main_colour,
    o.cross_label, o.cross_gauge_mm, o.cross_gauge_label, o.cross_tension, o.cross_colour"""
METHOD = (
    "o.pieces, o.knots, o.prestretch_pct, o.machine_mode, o.dynamic_tension, o.dynamic_tension_instrument"
)
PRICES = "o.labour_price, o.main_price, o.main_byo, o.cross_price, o.cross_byo, o.currency"
RACKET = "r.label as racket, r.head_size_in2, r.instance_id, o.pattern, o.tension_unit"
RECEIPT = "c.year as receipt_year, c.seq as receipt_seq"
JOB = """
    join client_profiles as p on p.stringer_id = o.stringer_id and p.id = o.client_id
    join rackets as r on r.stringer_id = o.stringer_id and r.id = o.racket_id
    join stringers as b on b.id = o.stringer_id
    left join receipts as c on c.stringer_id = o.stringer_id and c.id = o.receipt_id
"""

SHARED_JOBS = f"""
create view shared_jobs with (security_barrier) as
with granted as (
    select id as grant_id, case granter_kind when 'stringer' then 1 else 2 end as rule, created_at as shared_at,
        stringer_id, order_id, person_id
    from order_shares where {LIVE}
    union all
    select trust.id, 3, trust.created_at, o.stringer_id, o.id, trust.person_id
    from person_stringer_share as trust
    join client_profiles as trusting on trusting.person_id = trust.person_id and trusting.stringer_id <> trust.grantee_id
    join orders as o on o.stringer_id = trusting.stringer_id and o.client_id = trusting.id and o.kind = 'client'
    where trust.grantee_id = {ME} and trust.ended_at is null
)
select g.grant_id, g.rule, g.shared_at, o.stringer_id, o.id, o.client_id,
    coalesce(nullif(b.business_name, ''), b.display_name) as source, b.logo,
    p.entered_first_name as first_name, case when g.rule > 1 then p.entered_last_name end as last_name,
    {RACKET}, {SIDES}, {METHOD}, case when g.rule > 1 then o.comments end as comments,
    o.ordered_at, o.strung_at, {RECEIPT}
from granted as g join orders as o on o.stringer_id = g.stringer_id and o.id = g.order_id {JOB}
where o.cancelled_at is null and b.status = 'active' and (g.person_id is null or p.person_id = g.person_id)
    and exists (select from stringers as me where me.id = {ME} and me.status = 'active')
"""

MY_JOBS = f"""
create view my_jobs with (security_barrier) as
select o.stringer_id, o.id, o.client_id, p.accepted_at,
    b.display_name, b.business_name, b.street, b.house_number, b.postal_code, b.town, b.country, b.phone, b.email,
    b.logo, b.iban, b.receipt_thankyou_text, b.default_locale, p.entered_locale,
    p.entered_first_name as first_name, p.entered_last_name as last_name,
    {RACKET}, {SIDES}, {METHOD}, {PRICES}, o.comments,
    (select jsonb_agg(jsonb_build_array(e.text, e.price::text) order by e.position) from order_extras as e
        where e.stringer_id = o.stringer_id and e.order_id = o.id) as extras,
    o.ordered_at, o.strung_at, o.returned_at, o.paid_at, o.cancelled_at, o.promised_for, {RECEIPT}
from orders as o {JOB}
where p.person_id = {MY_SELF} and o.kind = 'client'
"""

IS_MY_JOB = """
create function is_my_job(stringer uuid, job uuid) returns boolean language sql stable
    set search_path = pg_catalog, public, pg_temp as
    $$ select exists (select from my_jobs where my_jobs.stringer_id = stringer and my_jobs.id = job) $$
"""

SEEN = "exists (select from orders as o where o.stringer_id = {0}.stringer_id and o.{1} = {0}.{2})"
COLUMNS = {
    "orders": f"""stringer_id, id, client_id, racket_id, kind, pattern, tension_unit, {SIDES}, {METHOD}, {PRICES}, comments,
        ordered_at, strung_at, returned_at, paid_at, cancelled_at, promised_for, receipt_id""".replace(
        "o.", ""
    ),
    "client_profiles": "stringer_id, id, person_id, entered_first_name, entered_last_name, entered_locale, accepted_at",
    "rackets": "stringer_id, id, label, head_size_in2, instance_id",
    "receipts": "stringer_id, id, year, seq",
    "order_extras": "stringer_id, id, order_id, position, text, price",
    "stringers": """id, status, display_name, business_name, street, house_number, postal_code, town, country, phone, email,
        logo, iban, receipt_thankyou_text, default_locale""",
    "order_shares": "id, stringer_id, client_id, order_id, granter_kind, person_id, grantee_id, ended_at, created_at",
    "person_stringer_share": "id, person_id, grantee_id, ended_at, created_at",
}
RULES = {
    "orders": f"""(stringer_id, id) in (select stringer_id, order_id {SHARED}) or (stringer_id, client_id) in
        (select own.stringer_id, own.id {OWN} union all select trusting.stringer_id, trusting.id {TRUSTING})""",
    "client_profiles": f"""person_id = {MY_SELF} or person_id in (select person_id from person_stringer_share where {LIVE})
        or (stringer_id, id) in (select stringer_id, client_id {SHARED})""",
    "rackets": SEEN.format("rackets", "racket_id", "id"),
    "receipts": SEEN.format("receipts", "receipt_id", "id"),
    "order_extras": f"{MY_SELF} is not null and {SEEN.format('order_extras', 'id', 'order_id')}",
    "stringers": f"""id = {ME} or id in
        (select stringer_id {SHARED} union all select own.stringer_id {OWN} union all select trusting.stringer_id {TRUSTING})""",
    "order_shares": LIVE,
    "person_stringer_share": LIVE,
}

GAVE = {
    "order_shares": f"(s.granter_kind = 'stringer' and s.stringer_id = {ME}) or s.person_id = {MY_SELF}",
    "person_stringer_share": f"s.person_id = {MY_SELF}",
}
RECORDED = """
    exists (select from order_shares as s where s.stringer_id = share_audit.stringer_id
        and s.id = share_audit.order_share_id and ({order_shares}))
    or exists (select from person_stringer_share as s where s.id = share_audit.person_share_id and ({person_stringer_share}))
"""
SIDE = {table: f"{gave} or s.grantee_id = {ME}" for table, gave in GAVE.items()}
MAY_NOTE = {
    table: f"""case share_audit.deed when 'granted' then {gave}
        when 'read' then s.grantee_id = {ME} and s.ended_at is null else {SIDE[table]} end"""
    for table, gave in GAVE.items()
}
INSERTS = {
    "order_shares": f"""ended_at is null and case granter_kind when 'stringer' then stringer_id = {ME}
        else person_id = {MY_SELF} and is_my_job(stringer_id, order_id) end""",
    "person_stringer_share": f"person_id = {MY_SELF} and ended_at is null",
    "share_audit": RECORDED.format(**MAY_NOTE),
}


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    for table, rule in RULES.items():
        window(table, COLUMNS[table], rule)
    for view, definition in (("shared_jobs", SHARED_JOBS), ("my_jobs", MY_JOBS)):
        op.execute(definition)
        op.execute(f"grant select on {view} to rbo_app")
        op.execute(f"alter view {view} owner to rbo_window")
    op.execute(IS_MY_JOB)
    for table, rule in INSERTS.items():
        policy(table, "insert", "rbo_app", rule)
    policy("share_audit", "select", "rbo_app", RECORDED.format(**SIDE))


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute("drop policy share_audit_app_select on share_audit")
    for table in INSERTS:
        op.execute(f"drop policy {table}_app_insert on {table}")
    op.execute("drop function is_my_job(uuid, uuid)")
    op.execute("drop view my_jobs, shared_jobs")
    for table, columns in COLUMNS.items():
        op.execute(f"revoke select ({columns}) on {table} from rbo_window")
        op.execute(f"drop policy {table}_window_select on {table}")
