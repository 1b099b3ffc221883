"""Every page and form, crawled and attacked by wapiti, signed in as somebody of the demo.

It wants an environment of its own: `python -m venv DIR && DIR/bin/pip install wapiti3`, then
`python -m bench.crawl DIR/bin/wapiti`; `--as admin@demo.example` for another book, `--strict` for the site as
it is (the module `csrf` wants that), and what follows goes to wapiti. Otherwise a form is read however often
it came before. Exit 1 when it finds anything above a remark.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import ANY
from uuid import UUID

from flask import Flask, Response, request
from sqlalchemy import select
from werkzeug.serving import make_server

from bench.own_site import own_site
from rbo.auth import cookies
from rbo.demo import loading
from rbo.platform import once, versions
from rbo.platform.db import system_session
from rbo.platform.ids import new_id
from rbo.platform.throttle import Throttle
from rbo.receipts import handover
from rbo.stringers.models import Stringer
from tests.signed_in import client_of

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

Cookie = dict[str, dict[str, object]]
Report = dict[str, dict[str, list[dict[str, object]]]]

WHERE = "127.0.0.1"
USUAL = ["-m", "all", "--max-files-per-dir", "12", "--max-links-per-page", "60", "--max-attack-time", "150"]
QUIET = ["--flush-session", "--no-bugreport", "-v", "1", "--skip", "csrf_token", "-f", "json"]
LEFT_OUT = (
    "sign-out",
    "settings/leave*",
    "logins*",
    "static/*",
)  # behind the first three nobody is signed in
MISTAKEN = {  # each looked into
    "Secure Flag cookie": "served by plain http here",
    "Unencrypted Channels": "served by plain http here",
}
FINDINGS = ("vulnerabilities", "anomalies")
REMARKS = "additionals"
SIGNED_OUT = ", to sign in"


def main() -> None:
    """Serve the demo from a thread, let wapiti loose on it and print what it found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("wapiti")
    parser.add_argument("--as", dest="who", default="anna@demo.example")
    parser.add_argument("--strict", action="store_true")
    asked, more = parser.parse_known_args()
    Throttle.take = lambda *_args: 0  # type: ignore[method-assign] # it asks more than a person may
    handover.WAIT_S = 0  # there is no worker that would draw
    with own_site() as (app, _postgres), tempfile.TemporaryDirectory() as folder:
        if not asked.strict:
            _let_in(app)
        with app.app_context():
            loading.load()
        found = _crawled(app, asked.wapiti, _cookie(app, asked.who), more or USUAL, Path(folder))
    sys.exit(_told(found))


def _crawled(app: Flask, wapiti: str, cookie: Cookie, asked: list[str], folder: Path) -> Report:
    """Serve from a thread what wapiti is let loose on."""
    answers = Counter[str]()
    app.after_request(lambda answer: _counted(answers, answer))
    server = make_server(WHERE, 0, app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    report, known = folder / "report.json", folder / "cookies.json"
    known.write_text(json.dumps({WHERE: {"/": cookie}}))
    address = f"http://{WHERE}:{server.server_port}/"
    out = [part for path in LEFT_OUT for part in ("-x", address + path)]
    command = [wapiti, "-u", address, "-c", str(known), *QUIET, *out, *asked]
    subprocess.run([*command, "-o", str(report), "--store-session", str(folder)], check=True)
    server.shutdown()
    print("; ".join(f"{kind}: {many}" for kind, many in sorted(answers.items())))
    found: Report = json.loads(report.read_text())
    return found


def _let_in(app: Flask) -> None:
    """Scanners send a form often, from several sessions: no token, no key and no version is stale."""
    app.config["WTF_CSRF_ENABLED"] = False
    versions.row_number = lambda _text: ANY  # type: ignore[assignment,attr-defined]
    made = once.made
    once.made = lambda key, body, make: made(_another(key), body, make)
    app.wsgi_app = _keeping_cookies(app.wsgi_app)  # type: ignore[method-assign,assignment]


def _keeping_cookies(site: WSGIApplication) -> WSGIApplication:
    """What a header full of tricks is answered signs a scanner out for good: it keeps what it came with."""

    def serve(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        def begin(status: str, headers: list[tuple[str, str]], *more: Any) -> Callable[[bytes], object]:
            return start(status, [(name, value) for name, value in headers if name != "Set-Cookie"], *more)

        return site(environ, begin)

    return serve


def _another(key: str | None) -> str | None:
    try:
        UUID(key or "")
    except ValueError:
        return key
    return str(new_id())


def _counted(answers: Counter[str], answer: Response) -> Response:
    """A form that is refused before anybody reads it would prove nothing."""
    led = SIGNED_OUT if "/sign-in" in answer.headers.get("Location", "") else ""
    answers[f"{request.method} {answer.status_code}{led}"] += 1
    return answer


def _cookie(app: Flask, email: str) -> Cookie:
    with app.app_context(), system_session() as rows:
        me = rows.scalars(select(Stringer).where(Stringer.email == email)).one()
        rows.expunge(me)
    cookie = client_of(app, me).get_cookie(cookies.name("access", app.config["RBO"]))
    if cookie is None:
        raise SystemExit("nobody is signed in")
    plain = {"expires": None, "secure": False, "port": None, "version": 0}
    return {cookie.key: {"value": cookie.value, **plain}}


def _told(report: Report) -> bool:
    for chapter in (*FINDINGS, REMARKS):
        for kind, found in report[chapter].items():
            for one in found:
                print(f"{chapter}: {kind}: {one['info']} ({one['method']} {one['path']})")
    serious = {kind for chapter in FINDINGS for kind, found in report[chapter].items() if found}
    for kind in serious & MISTAKEN.keys():
        print(f"{kind} does not count: {MISTAKEN[kind]}")
    print(f"{report['infos']}")
    return bool(serious - MISTAKEN.keys())


if __name__ == "__main__":
    main()
