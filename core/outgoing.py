"""Requests to addresses that somebody typed: they reach the outside, never this house.

The name is resolved once, every address it stands for is judged, and the connection goes to the very address that was
judged, so that a second answer of the name server changes nothing. No redirect is followed, no proxy asked, no
credential sent; the whole takes ten seconds at most and reads little of the answer.
"""

import ipaddress
import re
import socket
import ssl
from collections.abc import Collection
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from threading import Timer
from time import monotonic
from urllib.parse import SplitResult, urlsplit

SECONDS = 10.0
READ_BYTES = 2048
LONGEST = 500
PORTS = {"https": 443, "http": 80}
HOST = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*")
NUMBER = re.compile(r"(0x[0-9a-f]*|[0-9]+)")
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class Refused(Exception):
    """The address may not be asked, however often one tries; the text says why."""


@dataclass(frozen=True)
class Target:
    """An address taken apart: nothing in it can be read in two ways."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def named(self) -> str:
        """As the Host header names it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"


@dataclass(frozen=True)
class Answer:
    code: int
    milliseconds: int
    text: str


def target(url: str, *, plain: bool = False) -> Target:
    """The address taken apart; refuses whatever is no plain https (with `plain`, http) address of a host."""
    if len(url) > LONGEST or not url.isascii() or re.search(r"[\s\x00-\x1f\x7f\\]", url):
        raise Refused("unreadable address")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise Refused("unreadable address") from None
    if parts.scheme not in PORTS or (parts.scheme == "http" and not plain):
        raise Refused("not https")
    if "@" in parts.netloc or parts.fragment or port == 0:
        raise Refused("unreadable address")
    query = f"?{parts.query}" if parts.query else ""
    return Target(parts.scheme, _host(parts), port or PORTS[parts.scheme], f"{parts.path or '/'}{query}")


def _host(parts: SplitResult) -> str:
    """A name, a dotted quad or a bracketed IPv6 address in its usual spelling."""
    host = (parts.hostname or "").rstrip(".")
    if ":" in host:
        try:
            return str(ipaddress.IPv6Address(host))
        except ValueError:
            raise Refused("unreadable address") from None
    if not HOST.fullmatch(host) or len(host) > 253:
        raise Refused("unreadable address")
    if NUMBER.fullmatch(host.rpartition(".")[2]):
        try:
            return str(ipaddress.IPv4Address(host))
        except ValueError:
            raise Refused("unreadable address") from None
    return host


def is_public(address: Address) -> bool:
    """Whether the address lies in the open net, also where it is wrapped in an IPv6 address."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if inner is not None:
            return is_public(inner)
        if address.is_site_local or address.teredo is not None:
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def require_allowed(goal: Target, addresses: Collection[str], private_hosts: Collection[str]) -> None:
    """Refuse unless each address is public, or the host was named as one of the house's own."""
    for text in addresses:
        address = ipaddress.ip_address(text)
        if is_public(address):
            continue
        is_own = goal.host in private_hosts and not (
            address.is_link_local or address.is_multicast or address.is_unspecified
        )
        if not is_own:
            raise Refused(f"{text} is no public address")


def post(
    url: str,
    body: bytes,
    headers: dict[str, str],
    *,
    private_hosts: Collection[str] = (),
    plain: bool = False,
    seconds: float = SECONDS,
) -> Answer:
    """What the address answers; raises Refused, or OSError where it cannot be reached or takes too long."""
    goal = target(url, plain=plain)
    began = monotonic()
    found = socket.getaddrinfo(goal.host, goal.port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    require_allowed(goal, addresses, private_hosts)
    held: list[socket.socket] = []
    is_late = []

    def stop() -> None:
        is_late.append(True)
        for one in held:
            try:
                socket.socket.shutdown(one, socket.SHUT_RDWR)  # past any TLS, which is in other hands
            except OSError:
                pass

    clock = Timer(max(seconds - (monotonic() - began), 0.1), stop)
    clock.daemon = True
    clock.start()
    try:
        code, text = _exchange(goal, addresses[0], body, headers, held, seconds)
    except (OSError, HTTPException, ValueError) as error:
        if is_late:
            raise TimeoutError("no answer in time") from error
        if isinstance(error, OSError):
            raise
        raise ConnectionError(f"{type(error).__name__}: {error}") from error
    finally:
        clock.cancel()
        for one in held:
            one.close()
    return Answer(code, round((monotonic() - began) * 1000), text)


def _exchange(
    goal: Target,
    address: str,
    body: bytes,
    headers: dict[str, str],
    held: list[socket.socket],
    seconds: float,
) -> tuple[int, str]:
    held.append(socket.create_connection((address, goal.port), timeout=seconds))
    if goal.scheme == "https":
        context = ssl.create_default_context()
        bare = held.pop()
        held.append(context.wrap_socket(bare, server_hostname=goal.host, do_handshake_on_connect=False))
        held[0].do_handshake()  # type: ignore[attr-defined]
    connection = HTTPConnection(goal.host, goal.port)
    connection.sock = held[0]
    connection.request("POST", goal.path, body, {"Host": goal.named, "Connection": "close", **headers})
    answer = connection.getresponse()
    text = answer.read(READ_BYTES).decode("utf-8", "replace")
    return answer.status, text
