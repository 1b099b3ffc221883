"""What a mail server's refusal means for the letter, in one word that `jobs/reasons.py` can explain.

Codes: RFC 5321, 4.2; enhanced codes: RFC 3463 (x.2.x speaks of the other side's mailbox).
"""

from __future__ import annotations

import re

from rbo.platform.jobs.outcomes import GiveUp, Outcome, QuotaReached, RateReached, TryLater


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


THEIRS = _words(r"\b[45]\.2\.\d|\bmailbox\b|\buser you are trying")
OUR_QUOTA = _words(
    r"\b(daily|hourly|per (day|hour))\b|\b(sending|messages?|relay|relaying|mail) (limit|quota)\b"
)
BARE_QUOTA = _words(r"\bquota\b|\blimit\b.*\b(reached|exceeded)\b")
RATE = _words(r"\brate\b|\bthrottl|\btoo (many|fast|quickly)\b|\bslow down\b")
FULL = _words(r"\b[45]\.2\.2|\bmailbox\b.*\b(full|quota|exceeded)\b|\bover ?quota\b|\bquota\b")
REASONS = (
    ("mailbox_full", FULL),
    (
        "unknown_address",
        _words(r"\b5\.1\.(1|2|3|6|10)\b|\bunknown\b|\bno such\b|\b(not|doesn't|does not) (found|exist)"),
    ),
    ("mailbox_closed", _words(r"\b5\.2\.1\b|\bdisabled\b|\binactive\b")),
    ("too_large", _words(r"\b5\.(3\.4|2\.3)\b|\btoo (large|big)\b|\bsize limit\b")),
    ("content_refused", _words(r"\b5\.[67]\.\d|\bspam\b|\bblocked\b|\bpolicy\b")),
)
BY_VERB = {
    "MAIL": "sender_refused",
    "RCPT": "unknown_address",
    "DATA": "content_refused",
    "DOT": "content_refused",
}


def verdict(verb: str, code: int, said: str) -> Outcome:
    """What becomes of a letter when the server answers *code said* to *verb* (DOT: the end of the letter)."""
    detail = f"{code} {' '.join(said.split())}"
    if _is_our_quota(verb, said):
        return QuotaReached("quota_reached", detail)
    if 500 <= code < 600:
        return GiveUp(_reason(verb, said), detail)
    if RATE.search(said) and not THEIRS.search(said):
        return RateReached("rate_reached", detail)
    return TryLater("mailbox_full" if FULL.search(said) else "server_busy", detail)


def _is_our_quota(verb: str, said: str) -> bool:
    if THEIRS.search(said):
        return False
    return bool(OUR_QUOTA.search(said) or (verb == "MAIL" and BARE_QUOTA.search(said)))


def _reason(verb: str, said: str) -> str:
    return next((reason for reason, words in REASONS if words.search(said)), BY_VERB[verb])
