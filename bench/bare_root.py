"""The steps of the Dockerfile in a bare Debian, then what the image is asked first, without an engine.

As root, with `apt-get install debootstrap`: `python -m bench.bare_root NEW_FOLDER`. Debian's own
Python stands in for that of the base image. What only an engine can show stays open: layers,
HEALTHCHECK, capabilities, a root that cannot be written to.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import httpx

from rbo.platform.embedded.ports import free_port
from rbo.platform.keys.ring import new_key
from tests.faults.own_servers import own_postgres, own_redis

PROJECT = Path(__file__).parents[1]
STAND_IN = (
    "apt-get update && apt-get install --yes --no-install-recommends python3 python3-venv ca-certificates"
)
ONE_RECEIPT = """
from rbo.app import create_app
from rbo.receipts import pdf
from rbo.receipts.draft import Business, Draft, Frame, Party, Side
who, whose, what = Business(display_name="-"), Party(name="-"), Frame(label="-")
blank = Draft(business=who, client=whose, racket=what, main=Side(), cross=Side())
with create_app().app_context():
    paper = pdf.draw(blank, "2026-0001", "de")
print("one receipt:", len(paper), "bytes,", paper[:8])
"""


class Root:
    """A folder that is the root of what runs in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.workdir = "/"
        self.environ = {
            "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "HOME": "/root",
        }

    def run(self, *command: str, user: str = "0:0", **more: str) -> subprocess.Popen[bytes]:
        """Start *command* inside."""
        settings = [f"{name}={value}" for name, value in {**self.environ, **more}.items()]
        inside = f"cd {shlex.quote(self.workdir)} && exec {shlex.join(command)}"
        return subprocess.Popen(
            ["chroot", f"--userspec={user}", str(self.folder), "env", "-i", *settings, "sh", "-c", inside]
        )

    def must(self, *command: str, user: str = "0:0", **more: str) -> None:
        """Run *command* inside to its good end."""
        began = time.monotonic()
        if self.run(*command, user=user, **more).wait():
            raise SystemExit(f"Failed inside: {shlex.join(command)[:200]}")
        print(f"--- ok in {time.monotonic() - began:.0f} s: {shlex.join(command)[:90]}", flush=True)

    def follow(self, instruction: str, rest: str) -> None:
        """Do what one line of the Dockerfile says."""
        if instruction == "RUN":
            self.must("sh", "-ec", rest)
        elif instruction == "WORKDIR":
            self.workdir = rest
            (self.folder / rest.lstrip("/")).mkdir(parents=True, exist_ok=True)
        elif instruction == "ENV":
            self.environ |= {k: v.replace("$PATH", self.environ["PATH"]) for k, v in _pairs(rest)}
        elif instruction == "COPY" and not rest.startswith("--from"):
            self._copy(*rest.split())

    def _copy(self, source: str, target: str) -> None:
        here, there = PROJECT / source, self.folder / self.workdir.lstrip("/") / target
        if here.is_dir():
            shutil.copytree(here, there, ignore=shutil.ignore_patterns("__pycache__"), dirs_exist_ok=True)
        else:
            shutil.copy(here, there)


def main(folder: Path) -> None:
    """Build, then ask."""
    subprocess.run(["debootstrap", "--variant=minbase", "bookworm", str(folder)], check=True)
    for known in ("etc/resolv.conf", "etc/ssl/certs/ca-certificates.crt"):
        (folder / known).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(f"/{known}", folder / known)
    root = Root(folder)
    root.must("sh", "-ec", STAND_IN)
    shutil.copy("/etc/ssl/certs/ca-certificates.crt", folder / "etc/ssl/certs/ca-certificates.crt")
    if not (folder / "usr/bin/python").exists():
        (folder / "usr/bin/python").symlink_to("python3")
    for instruction, rest in _instructions():
        root.follow(instruction, rest)
    with _servers() as settings:
        _ask(root, settings)


def _ask(root: Root, settings: dict[str, str]) -> None:
    nobody = {"user": "10001:10001", **settings}
    root.must("rbo", "db", "upgrade", **nobody)
    root.must("rbo", "doctor", **nobody)
    root.must("python", "-c", ONE_RECEIPT, **nobody)
    port = free_port()
    site = root.run("rbo", "web", "--port", str(port), "--drain-s", "1", **nobody)
    try:
        for name in ("readyz", "metrics"):
            _wait_for(f"http://127.0.0.1:{port}/{name}")
    finally:
        site.terminate()
    print(f"the site answered, was asked to stop and ended with {site.wait()}")


@contextmanager
def _servers() -> Iterator[dict[str, str]]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        postgres = stack.enter_context(own_postgres(folder))
        redis = stack.enter_context(own_redis(folder))
        roles = {"": "app", "_SYSTEM": "system", "_IDENTITY": "identity", "_DIRECT": "migrator"}
        plain = {f"DATABASE_URL{name}": postgres.url(role) for name, role in roles.items()}
        yield {
            **{name: url.replace("+psycopg", "") for name, url in plain.items()},
            "SECRET_KEY": "a-secret-for-benchmarks-only-012345",
            "RBO_DATA_KEYS": new_key(),
            "REDIS_URL": redis.url,
            "PUBLIC_URL": "https://rbo.example.org",
            "STORAGE_URL": "file:///data/files",
            "SMTP_HOST": "127.0.0.1",
            "SMTP_FROM": "rbo@example.org",
        }


def _instructions() -> list[tuple[str, str]]:
    text = (PROJECT / "Dockerfile").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    joined = "\n".join(lines).replace("\\\n", " ").splitlines()
    split = [line.split(maxsplit=1) for line in joined if line.strip()]
    return [(first, " ".join(rest)) for first, *rest in split]


def _pairs(rest: str) -> list[tuple[str, str]]:
    return [(name, value) for name, value in re.findall(r"(\w+)=(\S+)", rest)]


def _wait_for(address: str) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        with suppress(httpx.TransportError):
            if httpx.get(address).is_success:
                return
        time.sleep(0.2)
    raise SystemExit(f"{address} did not open.")


if __name__ == "__main__":
    if os.geteuid() != 0 or len(sys.argv) != 2 or Path(sys.argv[1]).exists():
        sys.exit("As root: python -m bench.bare_root NEW_FOLDER")
    main(Path(sys.argv[1]).resolve())
