"""Mail (T-24 to T-26): headers that cannot be forged, refusals understood, patience as the RFC wants it."""

from __future__ import annotations

import dataclasses
import email
from email import policy

import pytest
from flask_mail import Message

from rbo.platform import mail, smtp
from rbo.platform.jobs import reasons
from rbo.platform.jobs.outcomes import GiveUp, QuotaReached, RateReached, TryLater
from rbo.platform.smtp_replies import REASONS, verdict
from tests.faults.kit import post_a_letter, work

ID = "<0190@example.org>"


@pytest.mark.parametrize(
    "forged",
    [
        {"subject": "Receipt\r\nBcc: thief@example.com"},
        {"subject": "Receipt\nBcc: thief@example.com"},
        {"recipients": ["lena@example.com\r\nRCPT TO:<thief@example.com>"]},
        {"recipients": [("Lena\nBcc: thief@example.com", "lena@example.com")]},
        {"sender": ("Anna\r\nX: y", "anna@example.org")},
        {"reply_to": "anna@example.org\nBcc: thief@example.com"},
        {"cc": ["a@example.org\nBcc: thief@example.com"]},
        {"extra_headers": {"X-Order": "1\r\nBcc: thief@example.com"}},
    ],
)
def test_a_line_break_in_a_header_sends_nothing(ground, forged):
    values = {"subject": "Receipt", "recipients": ["lena@example.com"], "body": "Hello", **forged}

    with pytest.raises(GiveUp, match="bad_header"):
        mail.as_letter(Message(**values), ID)


@pytest.mark.parametrize("recipients", [[], ["lena"], [""], ["müller@example.com"]])
def test_a_letter_to_nobody_is_given_up(ground, recipients):
    with pytest.raises(GiveUp, match="no_address"):
        mail.envelope(Message("Receipt", recipients, body="Hello"))


def test_the_message_id_is_that_of_the_row(ground):
    letter = mail.as_letter(Message("Receipt", ["lena@example.com"], body="Grüezi", html="<p>Grüezi</p>"), ID)

    read = email.message_from_bytes(letter, policy=policy.default)
    assert read["Message-ID"] == ID
    assert read.get_body(("plain",)).get_content().strip() == "Grüezi"
    assert read.get_body(("html",)).get_content().strip() == "<p>Grüezi</p>"


@pytest.mark.parametrize(
    ("verb", "code", "said", "outcome", "reason"),
    [
        (
            "RCPT",
            550,
            "5.1.1 The email account that you tried to reach does not exist",
            GiveUp,
            "unknown_address",
        ),
        ("RCPT", 550, "5.1.1 User unknown", GiveUp, "unknown_address"),
        ("RCPT", 550, "No such user here", GiveUp, "unknown_address"),
        ("RCPT", 550, "", GiveUp, "unknown_address"),
        ("RCPT", 552, "5.2.2 Mailbox full", GiveUp, "mailbox_full"),
        ("RCPT", 552, "5.2.2 The account that you tried to reach is over quota", GiveUp, "mailbox_full"),
        ("RCPT", 452, "4.2.2 Mailbox full", TryLater, "mailbox_full"),
        ("RCPT", 552, "Quota exceeded (mailbox for user is full)", GiveUp, "mailbox_full"),
        ("RCPT", 550, "5.2.1 The account is disabled", GiveUp, "mailbox_closed"),
        ("RCPT", 450, "4.2.0 Greylisted, try again in 5 minutes", TryLater, "server_busy"),
        (
            "RCPT",
            450,
            "4.2.1 The user you are trying to contact gets mail at a rate that",
            TryLater,
            "server_busy",
        ),
        ("MAIL", 553, "5.7.1 Sender address rejected: not owned by user", GiveUp, "content_refused"),
        ("MAIL", 550, "Sender not allowed", GiveUp, "sender_refused"),
        ("MAIL", 552, "5.3.4 Message too big", GiveUp, "too_large"),
        ("DOT", 554, "5.7.1 Blocked: spam", GiveUp, "content_refused"),
        ("DOT", 451, "4.3.0 Try again", TryLater, "server_busy"),
        ("DATA", 421, "Shutting down", TryLater, "server_busy"),
        ("DOT", 550, "5.4.5 Daily user sending limit exceeded", QuotaReached, "quota_reached"),
        ("MAIL", 454, "Throttling failure: Daily message quota exceeded.", QuotaReached, "quota_reached"),
        ("MAIL", 451, "Quota exceeded", QuotaReached, "quota_reached"),
        ("RCPT", 451, "4.7.1 You have exceeded 100 messages per day", QuotaReached, "quota_reached"),
        ("MAIL", 454, "Throttling failure: Maximum sending rate exceeded.", RateReached, "rate_reached"),
        ("MAIL", 421, "4.7.0 Too many messages, slow down", RateReached, "rate_reached"),
    ],
)
def test_what_servers_say_is_understood(verb, code, said, outcome, reason):
    found = verdict(verb, code, said)

    assert (type(found), found.reason) == (outcome, reason)
    assert found.detail.startswith(str(code))


def test_every_reason_has_a_sentence():
    assert {reason for reason, _ in REASONS} <= set(reasons.REASONS)


def test_a_server_without_starttls_gets_no_letter(ben, office, outdoors, ground, monkeypatch):
    speak(ground, monkeypatch, smtp_tls="starttls")
    outbox_id = post_a_letter(ben)

    work(outbox_id)

    row = outdoors.row(outbox_id)
    assert (row["state"], row["last_error_class"]) == ("awaiting_retry", "server_away")
    assert "MAIL" not in office.seen


def test_a_server_that_speaks_no_tls_gets_no_letter(ben, office, outdoors, ground, monkeypatch):
    speak(ground, monkeypatch, smtp_tls="tls")
    outbox_id = post_a_letter(ben)

    work(outbox_id)

    assert outdoors.row(outbox_id)["last_error_class"] == "server_away"
    assert "EHLO" not in office.seen


def test_signing_in_happens_before_the_letter(ben, office, outdoors, ground, monkeypatch):
    speak(ground, monkeypatch, smtp_user="rbo", smtp_pass="secret")
    office.offers = ("AUTH PLAIN",)

    work(post_a_letter(ben))

    assert office.seen == ["connect", "EHLO", "AUTH", "MAIL", "RCPT", "DATA", "DOT"]


def test_the_server_gets_its_time(ground, office):
    """T-26."""
    dialogue = smtp.connect(ground.config["RBO"], "localhost")
    waits = []

    try:
        waits.append(dialogue.sock.gettimeout())
        dialogue.deliver(
            "a@example.org", ["b@example.org"], b"Hello", lambda: waits.append(dialogue.sock.gettimeout())
        )
        waits.append(dialogue.sock.gettimeout())
    finally:
        dialogue.close()

    assert (dialogue.timeout, *waits) == (10, 60, 60, 600)


@pytest.mark.parametrize(
    ("letter", "wire"),
    [
        (b"one\ntwo", b"one\r\ntwo\r\n"),
        (b"one\r\n", b"one\r\n"),
        (b".\r\n..two\r\n", b"..\r\n...two\r\n"),
        (b"one\rtwo\r\n", b"one\r\ntwo\r\n"),
    ],
)
def test_dots_and_line_ends_cross_the_wire_as_the_rfc_wants(letter, wire):
    assert smtp.dotted(letter) == wire


def speak(app, monkeypatch, **more):
    monkeypatch.setitem(app.config, "RBO", dataclasses.replace(app.config["RBO"], **more))
