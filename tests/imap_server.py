"""A real IMAP server (Dovecot) on loopback, started by the test that wants one: no root, no system service."""

import getpass
import grp
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from imaplib import IMAP4
from pathlib import Path

DOVECOT = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
PASSWORD = "geheim-42"
CONFIG = """
base_dir = {home}/run
state_dir = {home}/state
log_path = {home}/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {login_user}
first_valid_uid = 0
first_valid_gid = 0
mail_location = maildir:{home}/mail/%u
mailbox_list_index = no
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={home}/mail/%u
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
"""


class Server:
    """`deliver(raw, to=…)` puts a mail into somebody's mailbox, as the server's own users would find it there."""

    host = "127.0.0.1"

    def __init__(self, home: Path, port: int) -> None:
        self.home, self.port = home, port

    def deliver(self, raw: bytes | EmailMessage, to: str = "leads@haili.example") -> None:
        client = IMAP4(self.host, self.port)
        client.login(to, PASSWORD)
        client.append("INBOX", "", time.time(), bytes(raw))
        client.logout()


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@contextmanager
def imap_server() -> Iterator[Server]:
    """Runs in a folder of its own: that of pytest is closed to others whenever another run begins."""
    with tempfile.TemporaryDirectory(prefix="kamcrm-imap-", ignore_cleanup_errors=True) as folder:
        with _running(Path(folder)) as server:
            yield server


@contextmanager
def _running(home: Path) -> Iterator[Server]:
    """As whoever runs the tests; under root, which it does not read mail as, with the package's own users."""
    port, me = free_port(), getpass.getuser()
    is_root = os.getuid() == 0
    owner = pwd.getpwnam("dovecot") if is_root else pwd.getpwuid(os.getuid())
    (home / "mail").mkdir()
    config = home / "dovecot.conf"
    config.write_text(
        CONFIG.format(
            home=home,
            port=port,
            password=PASSWORD,
            uid=owner.pw_uid,
            gid=owner.pw_gid,
            user="dovecot" if is_root else me,
            group="dovecot" if is_root else grp.getgrgid(owner.pw_gid).gr_name,
            login_user="dovenull" if is_root else me,
        )
    )
    if is_root:  # its own users must reach what lies under the test's folder
        os.chown(home / "mail", owner.pw_uid, owner.pw_gid)
        home.chmod(0o711)
    process = subprocess.Popen([str(DOVECOT), "-F", "-c", str(config)], stdin=subprocess.DEVNULL)
    try:
        _wait(port, process, home)
        yield Server(home, port)
    finally:
        process.terminate()
        process.wait(10)


def _wait(port: int, process: subprocess.Popen, home: Path) -> None:
    for _try in range(100):
        if process.poll() is not None:
            break
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1) as client:
            if client.recv(100).startswith(b"* OK"):
                return
        time.sleep(0.1)
    log = home / "dovecot.log"
    raise RuntimeError(log.read_text() if log.exists() else "dovecot did not start")
