"""What a start costs: processor seconds and memory of the site, a worker and commands.

The reference is `import flask, sqlalchemy`, in turns with the others. Bytecode is kept, as in an image.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from rbo.platform.embedded.ports import free_port
from tests.faults.own_servers import own_postgres, own_redis

REFERENCE = "import flask, sqlalchemy"
COMMAND = "import sys; sys.argv[1:] = {!r}; from rbo.cli import main; main()"
STARTS = {
    REFERENCE: REFERENCE,
    "the site": "from rbo.app import create_app; create_app()",
    "the ground": "from rbo.ground import create_ground; create_ground()",
    "a worker": "import worker.__main__; from worker.warm import warm_app; warm_app(draws=False)",
    "rbo --help": COMMAND.format(["--help"]),
    "rbo outbox": COMMAND.format(["outbox"]),
    "rbo worker health": COMMAND.format(["worker", "health", "--help"]),
}
TELL = "import atexit, os, bench.memory as m; atexit.register(lambda: os.write(3, b'%f' % m.most_mb()));"


def main() -> None:
    """Print a line for each start."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=5)
    asked = parser.parse_args()
    with _environment() as environ:
        # The first start of each leaves bytecode behind, and is not timed.
        spent = {name: [_start(command, environ)] for name, command in STARTS.items()}
        for _ in range(asked.times):
            for name, command in STARTS.items():
                spent[name].append(_start(command, environ))
    medians = {name: statistics.median(cpu for cpu, _ in found[1:]) for name, found in spent.items()}
    for name, found in spent.items():
        ratio = medians[name] / medians[REFERENCE]
        most_mb = max(mb for _, mb in found)
        print(
            f"{name:<26} {medians[name]:5.2f} s of a processor, {most_mb:4.0f} MB, {ratio:4.1f} times as long"
        )


@contextmanager
def _environment() -> Iterator[dict[str, str]]:
    """That of an installation of its own, with its servers."""
    with (
        tempfile.TemporaryDirectory() as name,
        own_postgres(Path(name)) as postgres,
        own_redis(Path(name)) as redis,
    ):
        roles = {
            "": "app",
            "_SYSTEM": "system",
            "_IDENTITY": "identity",
            "_DIRECT": "migrator",
            "_BACKUP": "backup",
        }
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        yield kept | {
            **{f"DATABASE_URL{name}": postgres.url(role) for name, role in roles.items()},
            "RBO_ENV": "test",
            "SECRET_KEY": "a-secret-for-benchmarks-only-012345",
            "RBO_DATA_DIR": name,
            "RBO_DATA_KEYS": "dGVzdHMtb25seS10ZXN0cy1vbmx5LXRlc3RzLTAxMjM",
            "REDIS_URL": redis.url,
            "PUBLIC_URL": f"http://127.0.0.1:{free_port()}",
        }


def _start(code: str, environ: Mapping[str, str]) -> tuple[float, float]:
    """Processor seconds and the most memory, in MB, of one start to its end."""
    told, tell = os.pipe()
    with os.fdopen(told, "rb") as answer, Path(os.devnull).open("wb") as nowhere:
        files = [(os.POSIX_SPAWN_DUP2, nowhere.fileno(), 1), (os.POSIX_SPAWN_DUP2, tell, 3)]
        command = [sys.executable, "-c", f"{TELL} {code}"]
        process = os.posix_spawn(sys.executable, command, environ, file_actions=files)
        os.close(tell)
        _, status, used = os.wait4(process, 0)
        if status:
            raise SystemExit(f"{code} ended with {os.waitstatus_to_exitcode(status)}")
        return used.ru_utime + used.ru_stime, float(answer.read())


if __name__ == "__main__":
    main()
