"""A mailbox on an IMAP server, read without changing anything in it."""

import base64
import imaplib
import re
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from core import wire
from core.sealing import unseal

from .models import MailAccount

TIMEOUT = 20
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
imaplib.Commands.setdefault("ID", ("AUTH", "SELECTED"))  # type: ignore[attr-defined]


class _Plain(imaplib.IMAP4):
    def _create_socket(self, timeout: float | None) -> socket.socket:
        return wire.open_socket(self.host, self.port, timeout or TIMEOUT)


class _OverTls(imaplib.IMAP4_SSL):
    def _create_socket(self, timeout: float | None) -> socket.socket:
        raw = wire.open_socket(self.host, self.port, timeout or TIMEOUT)
        return self.ssl_context.wrap_socket(raw, server_hostname=self.host)  # type: ignore[attr-defined,no-any-return]


class MailboxError(OSError):
    """The server answers, but not as it should: the folder is missing, the answer makes no sense."""


@dataclass
class Mailbox:
    server: imaplib.IMAP4
    uid_validity: int

    def uids(self, beyond: int, since: date) -> list[int]:
        """The numbers of the mails that came after `beyond`, oldest first."""
        day = f"{since.day:02d}-{MONTHS[since.month - 1]}-{since.year}"
        found = self._ask("SEARCH", "UID", f"{beyond + 1}:*", "SINCE", day)
        numbers = [int(word) for line in found if isinstance(line, bytes) for word in line.split()]
        return sorted(number for number in numbers if number > beyond)

    def size(self, uid: int) -> int:
        text = b" ".join(
            line for line in self._ask("FETCH", str(uid), "(RFC822.SIZE)") if isinstance(line, bytes)
        )
        found = re.search(rb"RFC822\.SIZE (\d+)", text)
        return int(found[1]) if found else 0

    def content(self, uid: int) -> bytes:
        return self._literal(uid, "(BODY.PEEK[])")

    def beginning(self, uid: int, size: int) -> bytes:
        """The head and the first bytes of a mail that is too large."""
        return self._literal(uid, "(BODY.PEEK[HEADER])") + self._literal(uid, f"(BODY.PEEK[TEXT]<0.{size}>)")

    def _literal(self, uid: int, what: str) -> bytes:
        """Empty where the mail is gone meanwhile."""
        for line in self._ask("FETCH", str(uid), what):
            if isinstance(line, tuple) and len(line) > 1:
                return bytes(line[1])
        return b""

    def _ask(self, command: str, *words: str) -> list[Any]:
        status, found = self.server.uid(command, *words)
        if status != "OK":
            raise MailboxError(f"{command}: {status}")
        return found or []


@contextmanager
def opened(account: MailAccount) -> Iterator[Mailbox]:
    """The account's folder, opened for reading; raises OSError or imaplib's errors where that fails."""
    server = _connected(account)
    try:
        try:
            server.login(account.login, unseal(account.sealed_password))
        except UnicodeEncodeError:
            raise MailboxError("name or password with signs that IMAP does not know")
        if "ID" in server.capabilities:  # some large providers let nobody in who does not say what he is
            with suppress(imaplib.IMAP4.error):
                server._simple_command("ID", '("name" "kamcrm" "version" "1")')  # type: ignore[attr-defined]
        status, _count = server.select(_quoted(account.folder), readonly=True)
        if status != "OK":
            raise MailboxError(f"no folder {account.folder}")
        _name, validity = server.response("UIDVALIDITY")
        number = validity[0] if validity and validity[0] else b"0"
        yield Mailbox(server, int(number))
    finally:
        with suppress(OSError, imaplib.IMAP4.error):
            server.logout()


def _connected(account: MailAccount) -> imaplib.IMAP4:
    context = ssl.create_default_context()
    if account.imap_security == MailAccount.Security.TLS:
        return _OverTls(account.imap_host, account.imap_port, ssl_context=context, timeout=TIMEOUT)
    server = _Plain(account.imap_host, account.imap_port, timeout=TIMEOUT)
    if account.imap_security == MailAccount.Security.STARTTLS:
        server.starttls(ssl_context=context)
    return server


def _quoted(folder: str) -> str:
    """A folder's name as IMAP writes it: modified UTF-7 in quotes (RFC 3501, 5.1.3)."""
    out, run = [], ""
    for sign in [*folder, ""]:
        if sign and not " " <= sign <= "~":
            run += sign
            continue
        if run:
            packed = run.encode("utf-16-be")
            out.append("&" + base64.b64encode(packed).decode().rstrip("=").replace("/", ",") + "-")
            run = ""
        out.append("&-" if sign == "&" else sign)
    plain = "".join(out).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{plain}"'
