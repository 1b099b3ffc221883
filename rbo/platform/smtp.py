"""One SMTP dialogue, step by step, so that everybody knows on which side of the final dot it broke.

RFC 5321: the server takes responsibility when it answers the final dot. Before it an error means "not sent",
after it silence means "perhaps".
"""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Callable

from rbo.platform.config import Settings
from rbo.platform.jobs.crash import crash_point
from rbo.platform.jobs.outcomes import ServerAway, SignInRefused, TryLater, Uncertain
from rbo.platform.smtp_replies import verdict

CONNECT_S = 10
COMMAND_S = 60
FINAL_DOT_S = 600  # RFC 5321, 4.5.3.2.6: ten minutes at least
ACCEPTED, GO_ON = (250, 251), (354,)


class Dialogue(smtplib.SMTP):
    """An SMTP client that hands one letter over and notes the final dot."""

    def deliver(
        self, sender: str, recipients: list[str], letter: bytes, before_dot: Callable[[], None]
    ) -> None:
        """Hand *letter* over; *before_dot* runs just before the byte that delivers it.

        Raises:
            Outcome: what became of it, if it was not accepted.
        """
        try:
            self._envelope(sender, recipients)
            self.send(dotted(letter))
        except OSError as error:
            raise TryLater("connection_lost", str(error)) from error
        before_dot()
        self._final_dot()

    def _envelope(self, sender: str, recipients: list[str]) -> None:
        _expect(self.mail(sender), "MAIL")
        for recipient in recipients:
            _expect(self.rcpt(recipient), "RCPT")
        crash_point("after_rcpt")
        _expect(self.docmd("DATA"), "DATA", GO_ON)

    def _final_dot(self) -> None:
        try:
            if self.sock:
                self.sock.settimeout(FINAL_DOT_S)
            self.send(b".\r\n")
            crash_point("after_final_dot")
            answer = self.getreply()
        except OSError as error:
            raise Uncertain("no_answer", str(error)) from error
        _expect(answer, "DOT")


class SecureDialogue(Dialogue, smtplib.SMTP_SSL):
    """The same inside TLS from the first byte."""


def connect(settings: Settings, own_name: str) -> Dialogue:
    """A dialogue that has said hello, and signed in where there is a user.

    Raises:
        ChannelClosed: nobody gets through at the moment.
    """
    try:
        dialogue = _dial(settings, own_name)
    except (OSError, smtplib.SMTPException) as error:
        raise ServerAway("server_away", str(error)) from error
    try:
        _sign_in(dialogue, settings)
    except BaseException:
        dialogue.close()
        raise
    crash_point("after_connect")
    return dialogue


def dotted(letter: bytes) -> bytes:
    """The letter as it crosses the wire: CRLF, leading dots doubled, ended by CRLF (RFC 5321, 4.5.2)."""
    lines = re.sub(rb"\r\n|\r|\n", b"\r\n", letter)
    body = re.sub(rb"(?m)^\.", b"..", lines)
    return body if body.endswith(b"\r\n") else body + b"\r\n"


def _dial(settings: Settings, own_name: str) -> Dialogue:
    where = (settings.smtp_host, settings.smtp_port)
    if settings.smtp_tls == "tls":
        safe = ssl.create_default_context()
        dialogue: Dialogue = SecureDialogue(*where, own_name, timeout=CONNECT_S, context=safe)
    else:
        dialogue = Dialogue(*where, own_name, timeout=CONNECT_S)
    if dialogue.sock:
        dialogue.sock.settimeout(COMMAND_S)
    return dialogue


def _sign_in(dialogue: Dialogue, settings: Settings) -> None:
    try:
        dialogue.ehlo_or_helo_if_needed()
        if settings.smtp_tls == "starttls":
            dialogue.starttls(context=ssl.create_default_context())
            dialogue.ehlo()
        if settings.smtp_user:
            dialogue.login(settings.smtp_user, settings.smtp_pass)
    except smtplib.SMTPAuthenticationError as error:
        refused = SignInRefused if error.smtp_code >= 500 else ServerAway
        raise refused("sign_in_refused", _said(error.smtp_code, error.smtp_error)) from error
    except (OSError, smtplib.SMTPException) as error:
        raise ServerAway("server_away", str(error)) from error


def _expect(answer: tuple[int, bytes], verb: str, wanted: tuple[int, ...] = ACCEPTED) -> None:
    code, said = answer
    if code not in wanted:
        raise verdict(verb, code, said.decode(errors="replace"))


def _said(code: int, said: bytes | str) -> str:
    text = said.decode(errors="replace") if isinstance(said, bytes) else said
    return f"{code} {text}"
