"""Fetching mail: each mailbox by itself, so that one that does not answer delays no other."""

import imaplib
import logging
import time
from datetime import date, timedelta
from smtplib import SMTPAuthenticationError, SMTPException
from socket import gaierror
from ssl import SSLCertVerificationError, SSLError
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import actions, clock, mail
from core.wire import ForbiddenAddress

from .. import imap
from ..models import MailAccount
from .arrival import announce_again, keep
from .mailbox import locked, tell_of_stop

log = logging.getLogger(__name__)
PAUSES = [1, 1, 2, 5, 15, 30, 60]  # minutes until the next try after so many failures
GIVES_UP_AFTER = 48  # about two days
CLAIM = timedelta(minutes=10)
BATCH = 50
SECONDS = 30
TROUBLES = (OSError, imaplib.IMAP4.error, SMTPException, ValueError)
LARGEST = 25 * 1024 * 1024
BEGINNING = 200_000


def fetch_mail(as_of: date) -> dict[str, Any]:
    """Bring in what has come since; run twice, nothing comes twice. Returns how many mails and failures."""
    counts = {"mailboxes": 0, "mails": 0, "failed": 0}
    due = MailAccount.objects.filter(is_active=True, next_fetch_at__lte=clock.now()).exclude(imap_host="")
    for account in due.select_related("owner", "department").order_by("next_fetch_at", "pk"):
        if not _claim(account):
            continue
        counts["mailboxes"] += 1
        try:
            counts["mails"] += fetch_account(account)
        except (OSError, imaplib.IMAP4.error, ValueError) as error:
            _put_off(account, error)
            counts["failed"] += 1
    counts["told_again"] = announce_again()
    return counts


def fetch_account(account: MailAccount) -> int:
    """Keep the mails that came after the last one kept; returns how many are new."""
    kept, began = 0, time.monotonic()
    is_done = True
    progress = MailAccount.objects.filter(pk=account.pk)
    with imap.opened(account) as box:
        if account.uid_validity != box.uid_validity:
            # Another mailbox under the same name: its numbers mean other mails. Those that are known come only once.
            account.uid_validity, account.last_uid = box.uid_validity, 0
            progress.update(uid_validity=box.uid_validity, last_uid=0)
        uids = box.uids(account.last_uid, account.fetch_from)
        for place, uid in enumerate(uids):
            if place >= BATCH or time.monotonic() - began > SECONDS:
                is_done = False
                break
            is_cut = box.size(uid) > LARGEST
            raw = box.beginning(uid, BEGINNING) if is_cut else box.content(uid)
            if raw and keep(account, raw, is_cut=is_cut) is not None:
                kept += 1
            progress.update(last_uid=uid)
    now = clock.now()
    progress.update(fetched_at=now, next_fetch_at=now, failures=0, trouble="")
    if not is_done:
        log.info("mailbox %s: more to fetch", account.pk)
    return kept


def _claim(account: MailAccount) -> bool:
    """Push the next fetch away; False where another worker was quicker."""
    now = clock.now()
    rows = MailAccount.objects.filter(pk=account.pk, next_fetch_at__lte=now)
    return bool(rows.update(next_fetch_at=now + CLAIM))


def _put_off(account: MailAccount, error: Exception) -> None:
    failures = account.failures + 1
    if failures >= GIVES_UP_AFTER:
        _give_up(account, failures, error)
        return
    pause = PAUSES[min(failures, len(PAUSES)) - 1]
    log.warning("mailbox %s: %s", account.pk, type(error).__name__)
    MailAccount.objects.filter(pk=account.pk).update(
        failures=failures,
        trouble=reason(error)[:300],
        next_fetch_at=clock.now() + timedelta(minutes=pause),
    )


def _give_up(account: MailAccount, failures: int, error: Exception) -> None:
    """Trying on for days would only get the account locked: it stops, says why, and its person is told."""
    with transaction.atomic():
        fresh = locked(account)
        fresh.is_active, fresh.failures = False, failures
        fresh.stopped_because = fresh.trouble = reason(error)[:300]
        fresh.save()
        actions.record("messaging.account_stopped", fresh, reason=fresh.stopped_because)
        tell_of_stop(fresh)


def try_reading(account: MailAccount) -> None:
    """Open the mailbox once; raises what goes wrong."""
    with imap.opened(account):
        pass


def try_sending(account: MailAccount) -> None:
    """Open the way out once, without sending anything; raises what goes wrong."""
    if account.way_out is not None:
        mail.try_server(account.way_out, is_guarded=True)


def reason(error: Exception) -> str:
    """What is wrong, in words that say what can be done about it; else the server's own words."""
    if isinstance(error, ForbiddenAddress):
        return _("this address must not be reached from here. Enter the name of your mail server.")
    if isinstance(error, SSLCertVerificationError):
        return _("the server's certificate is not valid for this name. Check the server's name.")
    if isinstance(error, gaierror):
        return _("there is no server of this name.")
    if isinstance(error, ConnectionRefusedError | TimeoutError):
        return _("nobody answers there. Check the server's name, the port and the network.")
    if isinstance(error, SSLError | imaplib.IMAP4.abort) or "wrong version number" in str(error).lower():
        return _("the server speaks another way there. Check the port and the encryption.")
    if isinstance(error, imap.MailboxError) and "folder" in str(error):
        return _("there is no such folder in the mailbox.")
    if isinstance(error, SMTPAuthenticationError | imaplib.IMAP4.error):
        return _(
            "the server does not accept this account and password. Many providers want a password of its own"
            " for other programs, and IMAP switched on in the mailbox's settings."
        )
    if isinstance(error, SMTPException):
        return _("the server speaks another way there. Check the port and the encryption.")
    return " ".join(str(error).split()) or type(error).__name__
