"""Connections to servers whose names people have entered: never to this machine itself or to what answers only here.

A name is looked up once, each of its addresses is judged, and the connection goes to that very address: a name that
means another machine a moment later leads nowhere else. The company's own network (10.0.0.0/8 …) is open: its mail
servers stand there.
"""

import ipaddress
import socket

from django.conf import settings


class ForbiddenAddress(OSError):
    """The server's name leads to an address that must not be reached from here."""


def open_socket(host: str, port: int, timeout: float) -> socket.socket:
    """A connection to the first address of `host` that answers; ForbiddenAddress where none of them may be used."""
    trouble: OSError | None = None
    for _family, _kind, _protocol, _name, place in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        if not may_reach(str(place[0])):
            trouble = trouble or ForbiddenAddress(f"{host} leads to an address that is not allowed")
            continue
        try:
            return socket.create_connection((str(place[0]), port), timeout)
        except OSError as error:
            trouble = error
    raise trouble or OSError(f"{host} has no address")


def may_reach(address: str) -> bool:
    found = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(found, "ipv4_mapped", None)
    if mapped is not None:
        found = mapped
    if found.is_loopback:
        return bool(settings.SERVERS_ON_LOOPBACK)
    return not (found.is_link_local or found.is_multicast or found.is_unspecified or found.is_reserved)
