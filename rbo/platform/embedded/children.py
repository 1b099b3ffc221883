"""A child process that always ends: asked first, made to later."""

import os
import signal
import subprocess
import time
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Child:
    """A running program, alone in its process group."""

    name: str
    process: subprocess.Popen[bytes]
    polite: signal.Signals = signal.SIGTERM

    def is_alive(self) -> bool:
        """Whether it still runs."""
        return self.process.poll() is None

    def ask(self) -> None:
        """Ask it to end."""
        if self.is_alive():
            self.process.send_signal(self.polite)

    def stop(self, timeout_s: float = 15) -> None:
        """Ask it to end, wait, and end its whole group when it does not."""
        self.ask()
        if self.is_alive():
            try:
                self.process.wait(timeout_s)
            except subprocess.TimeoutExpired:
                _signal_group(self.process.pid, signal.SIGKILL)
                self.process.wait()
        _signal_group(self.process.pid, signal.SIGKILL)


def start(
    name: str,
    command: list[str],
    log: Path | None = None,
    polite: signal.Signals = signal.SIGTERM,
    **popen: object,
) -> Child:
    """Start *command* in a group of its own, with its words in *log* or on the terminal."""
    with log.open("ab") if log else nullcontext() as out:
        process = subprocess.Popen(  # type: ignore[call-overload]
            command,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT if log else None,
            start_new_session=True,
            **popen,
        )
    return Child(name, process, polite)


def stop_orphan(pid_file: Path, marker: str, polite: signal.Signals) -> None:
    """End the server that a killed starter left behind, and only that one."""
    pid = _first_number(pid_file)
    if not pid or marker not in _command_line(pid):
        return
    os.kill(pid, polite)
    for _ in range(300):
        if marker not in _command_line(pid):
            return
        time.sleep(0.05)
    os.kill(pid, signal.SIGKILL)


def last_words(log: Path) -> str:
    """The end of a log, on one line."""
    text = log.read_text(errors="replace") if log.exists() else ""
    return " ".join(text[-600:].split())


def _first_number(path: Path) -> int:
    try:
        return int(path.read_text().split()[0])
    except (OSError, ValueError, IndexError):
        return 0


def _command_line(pid: int) -> str:
    shown = Path(f"/proc/{pid}/cmdline")
    if Path("/proc/self").exists():
        return shown.read_bytes().replace(b"\0", b" ").decode(errors="replace") if shown.exists() else ""
    listing = subprocess.run(
        ["ps", "-p", str(pid), "-o", "args="], capture_output=True, text=True, check=False
    )
    return listing.stdout


def _signal_group(pid: int, which: signal.Signals) -> None:
    try:
        os.killpg(pid, which)
    except (ProcessLookupError, PermissionError):
        return
