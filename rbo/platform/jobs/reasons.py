"""Why a delivery stands where it stands, in words for the person who asked for it."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from rbo.platform.jobs.job import JOBS
from rbo.platform.jobs.models import OutboxColumns, Pause
from rbo.platform.jobs.states import OutboxState

REASONS = {
    "unknown_address": _l("This address does not exist. Check its spelling with the client."),
    "mailbox_full": _l("The client's mailbox is full."),
    "mailbox_closed": _l("This mailbox does not take mail any more."),
    "no_address": _l("There is no mail address."),
    "bad_header": _l("A name or the subject holds a line break; correct it and send again."),
    "too_large": _l("The mail is too large for the other side."),
    "content_refused": _l("The other side's mail server refused the mail."),
    "sender_refused": _l("The mail server does not accept our sender address."),
    "server_busy": _l("The mail server asked to try again later."),
    "connection_lost": _l("The connection to the mail server broke."),
    "server_away": _l("The mail server cannot be reached."),
    "sign_in_refused": _l("The mail server does not accept our password."),
    "quota_reached": _l("The mail provider takes no more mail for now."),
    "rate_reached": _l("The mail provider asked to send more slowly."),
    "no_answer": _l("The mail was handed over, but the mail server did not confirm it."),
    "storage_away": _l("Files cannot be stored at the moment: there is no room, or storage is away."),
    "worker_lost": _l("Sending was interrupted."),
    "database_away": _l("Sending was interrupted."),
    "webhook_silent": _l("The other side did not answer."),
    "webhook_refused": _l("The other side did not take it."),
    "webhook_gone": _l("The other side says that nobody is there any more."),
    "webhook_forbidden": _l("This address does not lead to the public internet."),
    "webhook_paused": _l("The webhook was paused or removed."),
    "discarded": _l("It was discarded."),
    "erased": _l("Whom it was for has been erased."),
    "outdated": _l("Somebody in it was erased meanwhile. Ask for it again."),
    "tenant_mismatch": _l("What it is about is not in this book."),
    "restored": _l("A backup was restored, and it may have been sent before."),
}

STATES = {
    OutboxState.QUEUED: _l("Waits"),
    OutboxState.INFLIGHT: _l("Under way"),
    OutboxState.AWAITING_RETRY: _l("Will be tried again"),
    OutboxState.UNCERTAIN: _l("Perhaps arrived"),
    OutboxState.WITHHELD: _l("On hold"),
    OutboxState.FAILED: _l("Failed"),
    OutboxState.DEAD: _l("Given up"),
}


def standing(row: OutboxColumns) -> str:
    """How a delivery stands, in a word."""
    return str(STATES.get(row.state, row.state))


def kind(row: OutboxColumns) -> str:
    """What is delivered; a job that nobody does any more stands for itself."""
    job = JOBS.get(row.kind)
    return str(job.title if job is not None else "") or row.kind


def explain(what: OutboxColumns | Pause) -> str:
    """One sentence about *what*; empty when there is nothing to explain."""
    word = what.reason if isinstance(what, Pause) else what.last_error_class
    if not word:
        return ""
    return str(REASONS.get(word, word if " " in word else _("Something went wrong on our side.")))
