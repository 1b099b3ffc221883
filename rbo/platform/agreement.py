"""Whether a database is what the nouns say: tables, checks, row-level security."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, cast

import psycopg
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import CheckConstraint, MetaData, create_engine
from sqlalchemy.schema import AddConstraint

from rbo.platform import roles

SCHEMAS = "('public'::regnamespace, to_regnamespace('auth'))"
CHECKS = f"select conname from pg_constraint where connamespace in {SCHEMAS} and contype = 'c'"  # noqa: S608
OPEN_TABLES = """
    select oid::regclass::text from pg_class
    where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace and relname <> 'alembic_version'
      and not (relrowsecurity and relforcerowsecurity
               and exists (select from pg_policy where polrelid = pg_class.oid))
    order by 1
"""


def differences(url: str, nouns: Sequence[MetaData]) -> list[str]:
    """What differs, one line each; *url* signs in as `rbo_migrator`."""
    with psycopg.connect(roles.plain(url)) as connection:
        connection.execute("set role rbo_owner")
        found = {row[0] for row in connection.execute(CHECKS)}
        bare = [row[0] for row in connection.execute(OPEN_TABLES)]
    wanted = set(_checks(nouns))
    return [
        *_tables(url, nouns),
        *(f"The check {name} is missing in the database." for name in sorted(wanted - found)),
        *(f"The check {name} is in the database alone." for name in sorted(found - wanted)),
        *(f"{name} has no forced row-level security with policies." for name in bare),
    ]


def _tables(url: str, nouns: Sequence[MetaData]) -> Iterator[str]:
    engine = create_engine(url)
    with engine.connect() as connection:
        connection.exec_driver_sql("set role rbo_owner")
        options = {"include_schemas": True, "include_name": _is_ours, "compare_type": True}
        context = MigrationContext.configure(connection, opts=options)
        several = cast("MetaData", list(nouns))  # which are as welcome as one
        for difference in compare_metadata(context, several):
            yield _said(difference)
    engine.dispose()


def _said(difference: Any) -> str:
    kind, *parts = difference[0] if isinstance(difference, list) else difference
    return f"{kind}: {', '.join(str(getattr(part, 'name', part)) for part in parts[:3] if part is not None)}"


def _is_ours(name: str | None, kind: str, _parents: object) -> bool:
    return name in (None, "auth") if kind == "schema" else name != "alembic_version"


def _checks(nouns: Sequence[MetaData]) -> Iterator[str]:
    dialect = create_engine("postgresql+psycopg://").dialect
    for metadata in nouns:
        for table in metadata.tables.values():
            for check in (found for found in table.constraints if isinstance(found, CheckConstraint)):
                written = str(AddConstraint(check).compile(dialect=dialect))
                named = re.search(r"ADD CONSTRAINT (\S+)", written)
                yield named[1] if named else written
