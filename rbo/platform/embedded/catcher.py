"""A mail server that delivers nothing: every letter ends in the mailbox folder of this installation."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from rbo.platform.embedded.mailbox import keep
from rbo.platform.embedded.ports import free_port


class _Keeper:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: ARG002, N802
        keep(self.folder, envelope.original_content or b"")
        return "250 kept"


@contextmanager
def catching(folder: Path) -> Iterator[int]:
    """Catch mail into *folder* until the end of `with`; gives the port."""
    port = free_port()
    controller = Controller(_Keeper(folder), hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()
