"""Which places strangers may have us call: https, by a name of the public internet (S-33)."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

LONGEST = 2000
HTTPS, FIRST_FREE_PORT = 443, 1024
UNICAST = ip_network("2000::/3")  # all that is given out of IPv6 (RFC 4291, 2.4)
# What Python counts as global, and is not: protocols, 6to4 and Teredo, the inside of a large provider.
INSIDE = [
    ip_network(net) for net in ("192.0.0.0/24", "192.88.99.0/24", "168.63.129.16", "2001::/23", "2002::/16")
]


class Forbidden(Exception):
    """Nobody is called there."""


@dataclass(frozen=True)
class Place:
    """Where an address leads."""

    host: str
    port: int
    target: str


def place_of(address: str) -> Place:
    """What *address* names; whether its host is public is seen when it is called.

    Raises:
        Forbidden: it is not https, names a user, or is no address.
    """
    try:
        parts = urlsplit(address)
        port = parts.port or HTTPS
        host = (parts.hostname or "").rstrip(".").encode("idna").decode()
    except ValueError:
        raise Forbidden("no address") from None
    is_plain = address.isascii() and address.isprintable() and " " not in address and "\\" not in address
    if parts.scheme != "https" or not host or len(address) > LONGEST or not is_plain:
        raise Forbidden("no https address")
    if parts.username is not None or parts.fragment or not (port == HTTPS or port >= FIRST_FREE_PORT):
        raise Forbidden("a user, a fragment or a port of another trade")
    if _is_number(host):
        raise Forbidden("a number, and no name")
    return Place(host, port, (parts.path or "/") + (f"?{parts.query}" if parts.query else ""))


def public_address(host: str, port: int) -> str:
    """The address to connect to, and to none but this: what a name means is asked once.

    Raises:
        Forbidden: one of those that *host* has is not public.
        OSError: it has none.
    """
    found = [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    for one in found:
        if not is_public(ip_address(one.partition("%")[0])):
            raise Forbidden("not public")
    return found[0]


def is_public(ip: IPv4Address | IPv6Address) -> bool:
    """Whether *ip* is anybody's on the internet, and not of this machine, its network or its provider."""
    if any(ip in net for net in INSIDE) or ip.is_multicast or ip.is_reserved:
        return False
    return ip.is_global and (ip.version == 4 or ip in UNICAST)


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
