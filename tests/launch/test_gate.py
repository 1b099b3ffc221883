"""The gate finds what it is there to find."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from grimp import ImportGraph

from scripts import gate, templates, wording
from scripts.new_migrations import complaints
from scripts.rooms import Doors, Inside

ROOMS = {"rooms": ["clients", "orders", "receipts"]}
KEPT = [
    ("orders.views.add", "orders.service"),
    ("orders.service", "orders.jobs"),  # a verb names the job that delivers its result
    ("orders.jobs", "orders.bill"),
    ("orders.bill", "orders.models"),
    ("orders.models", "orders.words"),  # a craft that needs nothing of its room is plain
    ("orders.service", "clients.queries"),
    ("orders.bill", "receipts.draft"),
    ("orders.views.add", "platform.clock"),
]
CLIMBS = [
    ("orders.models", "orders.queries"),
    ("orders.queries", "orders.bill"),
    ("orders.jobs", "orders.service"),
    ("orders.forms", "orders.views.add"),
]
BEHIND_DOORS = [("orders.views.add", "clients.forms"), ("orders.service", "receipts.pdf")]


def broken(rule: type[Inside | Doors], imports: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Those of *imports* that the rule forbids."""
    graph = ImportGraph()
    for importer, imported in imports:
        graph.add_import(importer=f"rbo.{importer}", imported=f"rbo.{imported}")
    options = {**ROOMS, "doors": ["receipts.draft"]}
    found = rule("rule", {}, options).check(graph, verbose=False).metadata["broken"]
    return [(".".join(here), ".".join(there)) for here, there in found]


@pytest.mark.parametrize("rule", [Inside, Doors])
def test_a_house_that_keeps_the_rules_stands(rule: type[Inside | Doors]) -> None:
    assert broken(rule, KEPT) == []


@pytest.mark.parametrize("climbing", CLIMBS)
def test_an_import_that_climbs_inside_its_room_is_found(climbing: tuple[str, str]) -> None:
    assert broken(Inside, [*KEPT, climbing]) == [tuple(".".join(m.split(".")[:2]) for m in climbing)]


@pytest.mark.parametrize("reaching", BEHIND_DOORS)
def test_an_import_behind_another_rooms_doors_is_found(reaching: tuple[str, str]) -> None:
    assert broken(Doors, [*KEPT, reaching]) == [tuple(".".join(m.split(".")[:2]) for m in reaching)]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<script>go()</script>", "script"),
        ("<style>p {}</style>", "style"),
        ('<p style="color: red">', "style attribute"),
        ('<a onclick="go()">', "event attribute"),
        ("{{ name|safe }}", "escaped"),
        ("<form hx-post>", "address written out"),
        ('<img src="https://elsewhere.example/x.png">', "elsewhere"),
        ("{% if %}", "line 1"),
        ("<p>Hello {{ name }}</p>", "not translated: Hello"),
        ('<button aria-label="Close">{{ icon("cross") }}</button>', "not translated: Close"),
        ("\n" * 81, "lines"),
        ('{% from "parts/icon.html" import icons %}', "gives no icons"),
    ],
)
def test_a_template_that_breaks_a_rule_is_found(text: str, reason: str, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(text)
    (problem,) = templates.problems(page)
    assert reason in problem


def test_a_template_that_keeps_the_rules_is_let_pass(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text('{# <style> #}<form hx-post="{{ url_for("x") }}"><script src="/x.js"></script></form>')
    assert templates.problems(page) == []


@pytest.mark.parametrize(
    ("english", "german", "why"),
    [
        ("Street", "Straße", "ss"),
        ("Strung", "Die Bespannung ist fertig", "Besaitung"),
        ("Your %(racket)s", "Dein Racket", "Schläger"),
        ("Receipt", "Rechnung", "beleg"),
        ("Mains", "Hauptsaiten", "Längssaiten"),
    ],
)
def test_german_of_another_shop_is_found(english: str, german: str, why: str) -> None:
    catalog = Catalog(locale="de")
    catalog.add(english, german, [("rbo/orders/words.py", 1)])

    assert why in next(wording.odd(catalog))


def test_german_of_this_shop_is_let_pass_and_so_is_what_people_search_for() -> None:
    catalog = Catalog(locale="de")
    catalog.add("Receipt of %(racket)s", "Beleg zu %(racket)s", [("rbo/orders/words.py", 1)])
    catalog.add("receipt bill", "beleg quittung", [("rbo/desk/search/actions.py", 1)])

    assert list(wording.odd(catalog)) == []


def test_a_sentence_within_an_f_string_is_found() -> None:
    assert wording.hidden("said = f\"{name}: {_('Strung')}\"\n") == [1]
    assert wording.hidden("said = f\"{name}: {word}\"\nword = _('Strung')\n") == []


TIMEOUTS = "set local lock_timeout = '2s';\nset local statement_timeout = '60s';\n"
KEEPS_WORKING = """
create table things (stringer_id uuid not null, id uuid not null, note text, primary key (stringer_id, id));
create index ix_things_note on things (note);
alter table orders add column colour text;
alter table orders add constraint ck_orders_colour check (colour <> '') not valid;
"""
KEEPS_PEOPLE_FROM_WORKING = {
    "create index ix on orders (id);": "require-concurrent-index-creation",
    "alter table orders add constraint c check (price > 0);": "constraint-missing-not-valid",
    "alter table orders alter column price type bigint;": "changing-column-type",
    "alter table orders rename column price to cost;": "renaming-column",
    "alter table orders rename to jobs;": "renaming-table",
    "alter table orders add column token uuid default gen_random_uuid();": "adding-field-with-default",
    "alter table orders alter column colour set not null;": "adding-not-nullable-field",
    "alter table orders add column colour varchar(20);": "prefer-text-field",
    "create table t (id serial primary key);": "prefer-identity",
    "alter table orders drop column price;": "ban-drop-column",
    "drop table orders;": "ban-drop-table",
    "alter table orders add constraint f foreign key (a) references b (a);": "adding-foreign-key-constraint",
}


def test_a_migration_that_lets_people_work_passes() -> None:
    assert complaints(TIMEOUTS + KEEPS_WORKING) == ""


def test_a_migration_that_keeps_people_from_working_is_named() -> None:
    said = {sql: complaints(TIMEOUTS + sql) for sql in KEEPS_PEOPLE_FROM_WORKING}

    assert [sql for sql, rule in KEEPS_PEOPLE_FROM_WORKING.items() if rule not in said[sql]] == []
    assert "require-lock-timeout" in complaints(KEEPS_WORKING)
    assert "require-statement-timeout" in complaints(KEEPS_WORKING)


def test_whoever_changes_the_product_reads_of_every_check_of_the_gate_in_its_order() -> None:
    told = Path(gate.ROOT, "CONTRIBUTING.md").read_text(encoding="utf-8")
    of_the_gate = told.partition("`make test` runs")[2].partition("\n- ")[0]

    assert re.findall(r"(?<!\*)\*([a-z ]+)\*(?!\*)", of_the_gate) == [check.name for check in gate.CHECKS]
