"""Connections to the open internet only: content may name any address, and none of them may lead into the network of whoever asks.

A name is resolved once, every address it has must be public, and the connection goes to one of them, so a name cannot mean another machine
a moment later.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl

MOST_ADDRESSES = 3  # of a host that are tried
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class Private(Exception):
    """A host has an address that is not public."""


def connected(host: str, port: int, *, secure: bool, private: bool, timeout: float) -> socket.socket:
    """A connection to an address of the host that was checked; with ``secure`` it proves the host's name. ``timeout`` is in seconds.

    ``private`` allows any address, for trying things out. Raises Private, or OSError where nobody answers.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    if not private and not all(is_public(str(where[4][0])) for where in found):
        raise Private
    error: OSError = ConnectionError("no address")
    for family, kind, protocol, _, where in found[:MOST_ADDRESSES]:  # not every network has both kinds
        sock = socket.socket(family, kind, protocol)
        sock.settimeout(timeout)
        try:
            sock.connect(where)
            return ssl.create_default_context().wrap_socket(sock, server_hostname=host) if secure else sock
        except OSError as failed:
            sock.close()
            error = failed
    raise error


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet, and none inside another one is private."""
    ip: ipaddress.IPv4Address | ipaddress.IPv6Address = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast
