"""What the page of an order says of a letter: never that it was mailed before the mail server took it."""

from __future__ import annotations

import pytest
from flask import Flask

from rbo.platform import clock
from rbo.platform.jobs.models import Outbox
from rbo.platform.jobs.states import OutboxState
from rbo.receipts.models import Cause, ReceiptEmission, Skipped


def words(app: Flask, letter: ReceiptEmission) -> str:
    with app.test_request_context():
        macros = app.jinja_env.get_template("orders/_words.html").module
        return str(macros.mail_state(letter))  # type: ignore[attr-defined]


@pytest.mark.parametrize("state", OutboxState)
def test_only_a_letter_that_was_taken_counts_as_mailed(app: Flask, state: OutboxState) -> None:
    letter = ReceiptEmission(cause=Cause.STRUNG, outbox=Outbox(state=state, done_at=clock.now()))

    said = words(app, letter)

    assert said
    assert said.startswith("Mailed") == (state is OutboxState.SENT)


@pytest.mark.parametrize("reason", Skipped)
def test_a_letter_that_was_never_written_says_why(app: Flask, reason: Skipped) -> None:
    assert words(app, ReceiptEmission(cause=Cause.STRUNG, skipped=reason)).startswith("Not mailed: ")
