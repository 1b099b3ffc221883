"""The version before on the schema of this one, beside this one: `python -m bench.versions [COMMIT]`.

COMMIT is the one before the newest migration unless said otherwise. People work on both, in turns.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from bench.installation import PASSWORD, Browser
from bench.restarts import EMAIL, PAGES, ROOT, environment, stopping, wait_for
from rbo.platform.embedded.ports import free_port
from rbo.platform.migrate import newest_first

RACKETS = 20


def main(commit: str) -> None:
    """Print who did what; an answer that is none ends it."""
    with ExitStack() as stack:
        environ = environment(stack)
        os.environ.update(environ)
        from bench.book import fill  # noqa: PLC0415 - reads the environment when it is imported

        rackets = iter(fill(EMAIL, PASSWORD, RACKETS))
        sites = {commit[:7]: stack.enter_context(_checkout(commit)), "this one": ROOT}
        browsers = {name: _opened(stack, root, environ) for name, root in sites.items()}
        for name, browser in [*browsers.items()] * 2:
            _work(browser, [next(rackets) for _ in range(RACKETS // 4)])
            print(f"{name}: {len(PAGES)} pages opened, {RACKETS // 4} rackets strung")
    print(f"Both versions work on the schema {newest_first()[0].revision}.")


def _work(browser: Browser, rackets: list[int]) -> None:
    for page in PAGES:
        browser.open(page)
    for racket in rackets:
        browser.press(f"/orders/{racket}/stringing")
        browser.open(f"/orders/{racket}")


def _opened(stack: ExitStack, root: Path, environ: dict[str, str]) -> Browser:
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    known = environ | {"PYTHONPATH": str(root), "PUBLIC_URL": address, "RBO_RUN_DIR": f"{root}/var/run"}
    known |= {"GOTRUE_ISSUER": environ["PUBLIC_URL"]}
    command = [sys.executable, "-m", "rbo.cli", "web", "--processes", "1", "--port", str(port)]
    stack.enter_context(stopping(subprocess.Popen(command, env=known, cwd=root, stdout=subprocess.DEVNULL)))
    wait_for(address)
    browser = Browser(address)
    browser.sign_in(EMAIL)
    return browser


@contextmanager
def _checkout(commit: str) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="rbo-before-") as name:
        folder = Path(name) / "rbo"
        _git("worktree", "add", "--detach", "--quiet", str(folder), commit)
        try:
            yield folder
        finally:
            _git("worktree", "remove", "--force", str(folder))


def _before_the_newest_migration() -> str:
    newest = f"migrations/versions/{newest_first()[0].revision}.py"
    return _git("log", "--diff-filter=A", "--format=%H^", "-1", "--", newest)


def _git(*command: str) -> str:
    ran = subprocess.run(["git", *command], cwd=ROOT, capture_output=True, text=True, check=True)
    return ran.stdout.strip()


if __name__ == "__main__":
    main(_git("rev-parse", sys.argv[1] if len(sys.argv) > 1 else _before_the_newest_migration()))
