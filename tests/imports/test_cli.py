"""`rbo import-v1`: exit code 0 only when the report says OK."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select

from rbo.imports.cli import import_v1
from rbo.orders.models import Order
from rbo.platform.db import db
from rbo.platform.tenancy import open_tenant


@pytest.fixture
def run(ben, tmp_path):
    """The command for Ben's book; gives its exit code and what it printed."""

    def command(content, *more):
        file = tmp_path / "orders.xlsx"
        file.write_bytes(content)
        done = CliRunner().invoke(import_v1, [str(file), "--stringer", ben.email, *more])
        return done.exit_code, done.stdout, done.stderr

    return command


def orders(stringer):
    with open_tenant(stringer.id):
        return db.session.scalar(select(func.count()).select_from(Order))


def test_it_writes_all_of_it_and_says_so(run, ben, small):
    code, printed, beside = run(small)

    assert (code, orders(ben), beside) == (0, 18, "")
    assert printed.startswith("# OK: import of orders.xlsx, is in the book")


def test_a_second_run_says_skipped_idempotent(run, ben, small):
    run(small)

    code, printed, _bar = run(small)

    assert (code, orders(ben)) == (0, 18)
    assert "| Client-Stringing-Orders | 12 | 0 | 12 |" in printed
    assert "skipped_idempotent" in printed


def test_a_dry_run_writes_nothing_but_its_report(run, ben, small, tmp_path):
    report = tmp_path / "report.md"

    code, printed, _bar = run(small, "--dry-run", "--report", str(report))

    assert (code, orders(ben)) == (0, 0)
    assert printed.startswith("OK: 18 new, 0 skipped_idempotent")
    assert "nothing is written" in report.read_text()


def test_what_cannot_be_read_is_one_line_and_a_failure(run, ben):
    code, printed, error = run(b"PK\3\4 and nothing more")

    assert (code, printed) == (1, "")
    assert "This workbook is damaged." in error
    assert orders(ben) == 0
