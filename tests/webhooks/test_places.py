"""S-33: where webhooks may go."""

from __future__ import annotations

import socket
from ipaddress import ip_address

import httpcore
import pytest

from rbo.platform.config import BadSetting, read_settings
from rbo.platform.outward import call
from rbo.platform.outward.places import Forbidden, is_public, place_of
from tests.platform.test_config import PROD

BYPASSES = r"""
http://example.org/  ftp://example.org/  file:///etc/passwd  gopher://example.org/  //example.org/
https:///x  https://user@example.org/  https://user:word@example.org/  https://example.org:22/
https://example.org:99999/  https://example.org/#x  https://example.org\@127.0.0.1/  https://[::1]/
https://[::]/  https://[fe80::1]/  https://[fe80::1%25lo]/  https://[fc00::1]/
https://[::ffff:127.0.0.1]/  https://[::ffff:7f00:1]/  https://[64:ff9b::7f00:1]/
https://[2002:7f00:1::]/  https://[fd00:ec2::254]/  https://127.0.0.1/  https://127.0.0.1./
https://10.0.0.1/  https://172.16.0.1/  https://192.168.0.1/  https://169.254.169.254/
https://100.100.100.200/  https://0.0.0.0/  https://255.255.255.255/  https://224.0.0.1/
https://8.8.8.8/  https://2130706433/  https://0x7f000001/  https://0x7f.1/  https://0177.0.0.1/
https://127.1/  https://0/  https://localhost/  https://localhost./  https://LOCALHOST:8443/
https://127。0。0。1/  https://①②⑦.0.0.1/
"""
INSIDE = """
0.0.0.0  10.1.2.3  100.64.0.1  127.0.0.1  127.255.255.254  168.63.129.16  169.254.169.254  172.31.255.255
192.0.0.192  192.0.2.1  192.168.1.1  198.18.0.1  198.51.100.1  203.0.113.1  224.0.0.1  240.0.0.1
255.255.255.255  ::  ::1  ::ffff:8.8.8.8  ::127.0.0.1  64:ff9b::a00:1  64:ff9b:1::1  100::1  2001::1
2001:db8::1  2002:7f00:1::  fc00::1  fd00:ec2::254  fe80::1  fec0::1  ff02::1
"""


@pytest.fixture
def connected(monkeypatch):
    """Every connection that is tried, and none is made."""
    tried: list[str] = []

    def connect(address, *_more, **_how):
        tried.append(address[0])
        raise OSError

    monkeypatch.setattr(socket, "create_connection", connect)
    return tried


def is_let_through(address: str) -> bool:
    try:
        call.post(address, b"{}", {})
    except Forbidden:
        return False
    except OSError:
        return True
    return True


def test_forty_ways_around_lead_nowhere(ground, connected):
    ways = BYPASSES.split()

    assert len(ways) >= 40
    assert ([way for way in ways if is_let_through(way)], connected) == ([], [])
    assert [one for one in INSIDE.split() if is_public(ip_address(one))] == []
    assert [one for one in ("9.9.9.9", "2606:4700::1111") if not is_public(ip_address(one))] == []
    assert place_of("https://example.org:8443/a?b=c").target == "/a?b=c"


def test_what_a_name_means_is_asked_once_and_that_is_called(ground, connected, monkeypatch):
    """A name that is public when it is looked at and private a moment later."""
    answers = [["9.9.9.9"], ["9.9.9.9", "10.0.0.1"], ["127.0.0.1"]]
    asked = []

    def look_up(host, port, *_more, **_how):
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port)) for ip in answers.pop(0)]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    with pytest.raises(httpcore.ConnectError):
        call.post("https://rebinding.example.org/", b"{}", {})
    for _mixed_then_private in range(2):
        with pytest.raises(Forbidden):
            call.post("https://rebinding.example.org/", b"{}", {})

    assert (connected, asked) == (["9.9.9.9"], ["rebinding.example.org"] * 3)


@pytest.mark.parametrize("env", ["dev", "prod"])
def test_the_peer_of_tests_is_for_tests_alone(env):
    with pytest.raises(BadSetting, match="only RBO_ENV=test"):
        read_settings({**PROD, "RBO_ENV": env, "RBO_WEBHOOK_TEST_PEER": "localhost:8443"})
