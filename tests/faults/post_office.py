"""A mail server that follows a script: refuses, hangs, breaks off, and remembers what it took."""

from __future__ import annotations

import asyncio
import threading
from collections import defaultdict, deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message

DROP = "drop"
HANG = "hang"
STEPS = ("connect", "EHLO", "AUTH", "MAIL", "RCPT", "DATA", "DOT")
WELCOME = {"connect": "220 here", "AUTH": "235 come in", "DATA": "354 go on", "DOT": "250 taken"}


@dataclass
class PostOffice:
    """Answers every step with 250 unless `says[step]` holds another answer; `rule` may overrule both.

    An answer is a line, or DROP (cut the connection), or HANG (say nothing until `let_go`).
    """

    port: int = 0
    letters: list[Message] = field(default_factory=list)
    says: dict[str, deque[str]] = field(default_factory=lambda: defaultdict(deque))
    rule: Callable[[str, int], str | None] = lambda _step, _taken: None
    seen: list[str] = field(default_factory=list)
    offers: tuple[str, ...] = ()
    is_waiting: threading.Event = field(default_factory=threading.Event)

    def start(self) -> None:
        """Listen on a free port, in a thread of its own."""
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._go_on = asyncio.Event()
        server = asyncio.run_coroutine_threadsafe(
            asyncio.start_server(self._talk, "127.0.0.1", 0), self._loop
        )
        self._server = server.result(10)
        self.port = self._server.sockets[0].getsockname()[1]

    def stop(self) -> None:
        """End every conversation and the thread."""
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    def let_go(self) -> None:
        """End every hanging step."""
        self._loop.call_soon_threadsafe(self._go_on.set)

    def forget(self) -> None:
        """A fresh day: no script, no letters."""
        self.letters.clear()
        self.seen.clear()
        self.says.clear()
        self.rule = lambda _step, _taken: None
        self.offers = ()
        self.is_waiting.clear()
        self._loop.call_soon_threadsafe(self._go_on.clear)

    @property
    def message_ids(self) -> list[str]:
        """Message-ID of every letter taken, in order."""
        return [str(letter["Message-ID"]) for letter in self.letters]

    @property
    def papers(self) -> list[bytes]:
        """The attachment of every letter taken, in order."""
        return [attachment_of(letter) for letter in self.letters]

    async def _close(self) -> None:
        self._server.close()
        others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, EOFError, asyncio.CancelledError, _Cut):  # whoever talks may be killed
            await self._answer(writer, "connect")
            while line := await reader.readline():
                await self._step(line.split()[0].decode().upper() if line.split() else "", reader, writer)
        with suppress(ConnectionError):
            writer.close()

    async def _step(self, verb: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if verb == "QUIT":
            raise _Cut
        if verb not in STEPS:
            writer.write(b"250 fine\r\n")
            return
        if not await self._answer(writer, verb) or verb != "DATA":
            return
        letter = await reader.readuntil(b"\r\n.\r\n")
        await self._answer(writer, "DOT", letter)

    async def _answer(self, writer: asyncio.StreamWriter, step: str, letter: bytes = b"") -> bool:
        self.seen.append(step)
        scripted = self.says[step].popleft() if self.says[step] else None
        answer = scripted or self.rule(step, len(self.letters)) or self._friendly(step)
        if letter and answer[0] not in "45":
            self.letters.append(message_from_bytes(letter[:-3].replace(b"\r\n..", b"\r\n.")))
        if answer == HANG:
            self.is_waiting.set()
            await self._go_on.wait()
            answer = self._friendly(step)
        if answer == DROP:
            raise _Cut
        writer.write(f"{answer}\r\n".encode())
        await writer.drain()
        return answer[0] in "23"

    def _friendly(self, step: str) -> str:
        if step == "EHLO" and self.offers:
            return "250-here\r\n" + "\r\n".join(f"250 {offer}" for offer in self.offers)
        return WELCOME.get(step, "250 fine")


def attachment_of(letter: Message) -> bytes:
    """The bytes of the one file in *letter*."""
    (paper,) = [part.get_payload(decode=True) for part in letter.walk() if part.get_filename()]
    assert isinstance(paper, bytes)
    return paper


class _Cut(Exception):
    """The conversation ends here."""
