"""A site of several processes speaks with one voice, also for those that are gone."""

from __future__ import annotations

import subprocess
import sys

from rbo.platform.metrics import folder, here

ANSWERS = """
import sys
from rbo.platform.metrics import families, here
here.add(families.REQUESTS, 1, {"route": "/", "method": "GET", "code": "200"})
here.add(families.REQUEST_S, 0.04, {"room": "desk"})
here.add(families.IN_FLIGHT, 1, {})
print(flush=True)
sys.stdin.read()
"""


def test_what_processes_counted_is_added_up_and_begins_from_zero_with_the_site(tmp_path, monkeypatch):
    monkeypatch.setenv(folder.NAME, "")  # and put back afterwards
    counts = tmp_path / "metrics"
    counts.mkdir()
    (counts / "counter_1.db").write_text("of a process long gone")

    folder.begin(counts)
    with begun() as first, begun() as second:
        for each in (first, second):
            each.stdout.readline()
        assert "rbo_http_in_flight 2.0" in here.text().splitlines()
        first.kill()
        first.wait()
        assert "rbo_http_in_flight 1.0" in here.text().splitlines()

    told = here.text().splitlines()
    assert "rbo_http_in_flight 0.0" in told or not any(one.startswith("rbo_http_in_flight ") for one in told)
    assert 'rbo_http_requests_total{code="200",method="GET",route="/"} 2.0' in told
    assert 'rbo_http_request_duration_seconds_bucket{le="0.025",room="desk"} 0.0' in told
    assert 'rbo_http_request_duration_seconds_bucket{le="0.05",room="desk"} 2.0' in told


def begun():
    pipe = subprocess.PIPE
    return subprocess.Popen([sys.executable, "-c", ANSWERS], stdin=pipe, stdout=pipe)
