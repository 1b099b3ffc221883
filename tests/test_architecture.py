"""The house rules, read from the source."""

from __future__ import annotations

import ast
import re
import tomllib
from uuid import UUID

import pytest

from rbo.platform.jobs.job import JOBS, Job
from rbo.platform.rows import Base
from tests.source import PLACES, ROOT, SERVED, called, functions, lines, modules, templates, words

DOORS = re.compile(
    r"^rbo/(\w+/views(/\w+)?|\w+/cli|commands|api/v1/door|auth/visitor|platform/jobs/\w+|platform/keys/cli|demo/(loading|history))\.py$"
)
BARE = {".connection", ".connect", ".from_statement", ".exec_driver_sql", ".raw_connection", "text", "Table"}
BARE |= {".bulk_save_objects", ".bulk_insert_mappings", ".bulk_update_mappings"}
BARE_ALLOWED = {
    "rbo/auth/queries.py": "who is asking: before any book is open",
    "rbo/catalogue/models/staged.py": "conditions of indexes",
    "rbo/catalogue/models/submission.py": "conditions of indexes",
    "rbo/clients/models.py": "conditions of indexes",
    "rbo/exports/models.py": "a condition of an index",
    "rbo/exports/snapshot.py": "COPY, as the app role in the transaction of the open book",
    "rbo/identity/models.py": "conditions of indexes",
    "rbo/notifications/models.py": "conditions of indexes",
    "rbo/orders/constraints.py": "conditions of indexes",
    "rbo/people/models.py": "conditions of indexes",
    "rbo/platform/agreement.py": "compares the schema with the nouns",
    "rbo/platform/backup/restoring.py": "puts every row back, past the walls",
    "rbo/platform/backup/tables.py": "names of tables, for COPY",
    "rbo/platform/backup/taking.py": "reads every row, past the walls",
    "rbo/platform/history.py": "lines of the history, in the open book, for what a flush wrote",
    "rbo/platform/doctor/servers.py": "whether Postgres answers",
    "rbo/platform/embedded/first_start.py": "whether there is a schema",
    "rbo/platform/backup/noted.py": "when a backup was taken, as the system role",
    "rbo/platform/health.py": "whether Postgres answers",
    "rbo/platform/jobs/models.py": "conditions of indexes",
    "rbo/platform/metrics/standing.py": "how many are connected, and to which schema",
    "rbo/platform/migrate.py": "one migration at a time, and the locks it may wait for",
    "rbo/platform/roles.py": "makes the roles",
    "rbo/platform/session.py": "names the book to Postgres",
    "rbo/sharing/models/grants.py": "conditions of indexes",
    "rbo/stringers/models.py": "conditions of indexes",
    "worker/warm.py": "touches Postgres before the fork",
}
SIGNALS = {"rbo/auth/visitor.py", "rbo/portal/links.py"}
GROUND = {
    "rbo/platform/bulk.py": "new rows of the open book, many at once, guarded there",
    "rbo/notifications/service.py": "a line in somebody else's inbox",
    "rbo/people/queries.py": "a look-up that tells an id alone",
    "rbo/platform/numbering.py": "a counter of the open book",
    "rbo/platform/once.py": "a form of the open book",
    "rbo/platform/session.py": "its name",
    "rbo/sharing/queries.py": "a look-up that tells an id alone",
    "rbo/sharing/service.py": "a grant that may stand there already",
}
FOR_A_SESSION = re.compile(
    r"^\s*(set (session\b|role (?!rbo_owner\b)|(?!local\b|role\b)[\w.]+ *(=| to ))|listen |notify )"
    r"|create temp|pg_advisory_(?!xact)|set_config\([^)]*false\)",
    re.IGNORECASE,
)
SESSION_ALLOWED = {"rbo/platform/roles.py"}
CARRIED = {"stream_with_context", "copy_current_request_context", "copy_context", "ThreadPoolExecutor"}
UNESCAPED = re.compile(r"\|\s*safe\b|autoescape false")
NO_PAGES = (
    "rbo/admin/templates/admin/handout",
    "rbo/catalogue/templates/catalogue/mail",
    "rbo/identity/templates/identity/letter",
    "rbo/portal/templates/portal/mail",
    "rbo/receipts/templates",
)
INLINE = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|javascript:", re.IGNORECASE)
TENANT = ("stringer_id",)


def test_doors_commit_and_rooms_do_not():
    committing = {path for path, tree in modules(*SERVED).items() if ".commit" in called(tree)}

    assert {path for path in committing if not DOORS.match(path)} == set()


def test_bare_sql_stands_in_listed_modules_alone():
    """T-07: everything else goes through the session that narrows it."""
    found = {path for path, tree in modules(*SERVED).items() if BARE & set(called(tree))} - SIGNALS

    assert found - set(BARE_ALLOWED) == set()
    assert set(BARE_ALLOWED) - found == set(), "nothing bare there any more: take it off the list"


def test_the_way_around_the_hook_is_used_where_it_must_be():
    said = {path for path, tree in modules(*SERVED).items() if "GROUND" in _names(tree)}

    assert said == set(GROUND)


def _names(tree):
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


def test_nothing_is_set_for_longer_than_a_transaction():
    """L-30, L-37: the next transaction may run on another connection."""
    said = [(path, word) for path, tree in modules(*SERVED).items() for word in words(tree)]

    assert [pair for pair in said if FOR_A_SESSION.search(pair[1]) and pair[0] not in SESSION_ALLOWED] == []


def test_the_scan_finds_what_it_is_for():
    planted = ("set app.stringer_id = 'x'", "LISTEN bell", "select pg_advisory_lock(1)", "SET ROLE rbo_app")
    harmless = ("set local lock_timeout = '5s'", "select pg_advisory_xact_lock(1)", "set role rbo_owner")

    assert all(FOR_A_SESSION.search(word) for word in planted)
    assert not any(FOR_A_SESSION.search(word) for word in harmless)


def test_no_request_is_carried_into_another_thread_or_past_its_end():
    """L-35."""
    assert {p for p, tree in modules(*SERVED).items() if CARRIED & set(called(tree))} == set()


def test_jobs_take_ids(app):
    """T-12: what a job works on is read from its own row, in the book of that row."""
    assert JOBS
    assert Job.enqueue.__annotations__["subject_id"] in (UUID, "UUID")
    for name, job in JOBS.items():
        first = next(iter(job.read.__annotations__.values()))
        assert first in (UUID, "UUID"), name
        assert job.timeout_s > 0, name


def test_files_stay_short():
    assert {path: n for path, n in lines(*PLACES).items() if n > 200} == {}


def test_functions_stay_short():
    long = {
        f"{path}: {function.name}"
        for path, tree in modules(*PLACES).items()
        for function in functions(tree)
        if (function.end_lineno or 0) - _begin(function) >= 40
    }

    assert long == set()


def _begin(function):
    """Where the deed begins, behind the docstring."""
    said = ast.get_docstring(function) is not None and len(function.body) > 1
    return function.body[said].lineno


def test_templates_stay_short_and_escape_everything():
    assert {path: n for path, text in templates().items() if (n := len(text.splitlines())) > 80} == {}
    assert {path for path, text in templates().items() if UNESCAPED.search(text)} == set()
    assert {path for path, tree in modules(*SERVED).items() if "Markup" in called(tree)} == set()


def test_scripts_and_styles_are_never_inline():
    pages = {path: text for path, text in templates().items() if not path.startswith(NO_PAGES)}

    assert {path: found[0] for path, text in pages.items() if (found := INLINE.search(text))} == {}


def test_foreign_keys_point_the_way_imports_point():
    rooms = {table: noun.__module__.split(".")[1] for table, noun in _tables()}
    wrong = [
        f"{table.name} -> {element.column.table.name}"
        for table in Base.metadata.tables.values()
        for constraint in table.foreign_key_constraints
        if tuple(constraint.column_keys) != TENANT
        for element in constraint.elements[:1]
        if not _may_know(rooms[table.name], rooms[element.column.table.name])
    ]

    assert wrong == []


def _tables():
    return [(str(mapper.local_table), mapper.class_) for mapper in Base.registry.mappers]


def _may_know(here, there):
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    floors = next(c["layers"] for c in contracts["contracts"] if c["id"] == "floors")
    level = {room: place for place, floor in enumerate(floors) for room in re.findall(r"\w+", floor)}
    return here == there or level[here] < level[there]


@pytest.mark.parametrize("word", ["utils", "helpers", "base", "common", "misc"])
def test_no_module_is_a_drawer_for_everything(word):
    assert [path for path in modules("rbo", "worker") if path.endswith(f"/{word}.py")] == []
