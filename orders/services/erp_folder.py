"""A folder into which an ERP puts its files: each new file is taken once, in the name of the ERP's own account.

`stock-20261121.csv` is a file of the kind `stock`; a `.json` holds what `POST /api/v1/erp/messages` takes. What was
taken lies in `done`, what was refused in `failed`, each with its answers beside it. Nothing outside the folder is read
or written: names are looked up in the opened folder itself, and a link is never followed.
"""

import json
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.errors import DomainError
from core.operation import acting_as
from records import gate

from ..models import ErpMessage
from . import erp
from .erp_file import take_file

SETTLES = 10  # seconds since the last write: what is still growing is left for the next time
ABANDONED = 3600  # seconds after which what a broken-off run had taken is taken again; keys say it once
LARGEST = 20 * 1024 * 1024
MOST_FILES = 50
SHEETS = (".csv", ".xlsx", ".xls")
TAKING, DONE, FAILED = "taking", "done", "failed"
HERE = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW


def take_new(as_of: date) -> dict[str, int]:
    """Take what has come in; without a folder and an account there is nothing to do."""
    told = {DONE: 0, FAILED: 0}
    sender = User.objects.filter(username=settings.ERP_USER, is_active=True).first()
    if not settings.ERP_FOLDER or sender is None or not gate.allowed(sender, ErpMessage, "add"):
        return told
    with opened(settings.ERP_FOLDER) as folder:
        places = {name: _subfolder(folder, name) for name in (TAKING, DONE, FAILED)}
        try:
            _put_back(places[TAKING], folder)
            for name in _files(folder, SETTLES)[:MOST_FILES]:
                told[_take(name, folder, places, sender)] += 1
        finally:
            for place in places.values():
                os.close(place)
    return told


@contextmanager
def opened(path: str) -> Iterator[int]:
    handle = os.open(path, HERE)
    try:
        yield handle
    finally:
        os.close(handle)


def _subfolder(folder: int, name: str) -> int:
    try:
        os.mkdir(name, 0o700, dir_fd=folder)
    except FileExistsError:
        pass
    return os.open(name, HERE, dir_fd=folder)


def _files(folder: int, older: float) -> list[str]:
    """Plain files that nobody has written to for so many seconds, the oldest first; links and hidden ones are none."""
    found = []
    for name in os.listdir(folder):
        if name.startswith(".") or Path(name).suffix.lower() not in (*SHEETS, ".json"):
            continue
        facts = os.stat(name, dir_fd=folder, follow_symlinks=False)
        if stat.S_ISREG(facts.st_mode) and facts.st_nlink == 1 and _age(facts) >= older:
            found.append((facts.st_mtime, name))
    return [name for _at, name in sorted(found)]


def _age(facts: os.stat_result) -> float:
    return clock.now().timestamp() - facts.st_mtime


def _put_back(taking: int, folder: int) -> None:
    """What a run that broke off had taken is taken again."""
    for held in _files(taking, ABANDONED):
        name = Path(held.split("~", 1)[-1])
        back = f"{name.stem}-again-{_moment()}{name.suffix}"
        os.rename(held, back, src_dir_fd=taking, dst_dir_fd=folder)


def _moment() -> str:
    return f"{clock.now():%Y%m%d%H%M%S%f}"


def _take(name: str, folder: int, places: dict[str, int], sender: Any) -> str:
    """Moved out of sight first, so that no other run takes it, too; then done, and put away with its answers."""
    held = f"{_moment()}~{name}"
    try:
        os.rename(name, held, src_dir_fd=folder, dst_dir_fd=places[TAKING])
    except FileNotFoundError:  # another run was quicker
        return DONE
    answers: list[dict[str, Any]] = []
    error = ""
    try:
        with acting_as(sender, channel="job"):
            answers = _answers(name, held, places[TAKING], sender)
        refused = any(answer["status"] == "refused" for answer in answers)
    except DomainError as refusal:
        error, refused = refusal.message, True
    put = FAILED if refused else DONE
    kept = f"{_moment()}-{name}"
    _write(places[put], f"{kept}.answers.json", {"error": error, "answers": answers})
    os.rename(held, kept, src_dir_fd=places[TAKING], dst_dir_fd=places[put])
    return put


def _answers(name: str, held: str, taking: int, sender: Any) -> list[dict[str, Any]]:
    """Read a copy of what was opened: nobody can put another file in its place meanwhile."""
    handle = os.open(held, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=taking)
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise DomainError(_("This is no file."), "no_file", "file")
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise DomainError(_("The file is too large."), "too_large", "file")
    if name.lower().endswith(".json"):
        return erp.take(_messages(content), by=sender)
    kind = name.split("-", 1)[0].split(".", 1)[0].lower()
    if kind not in erp.KINDS:
        known = ", ".join(erp.KINDS)
        raise DomainError(
            _("The name begins with the kind of its messages, such as stock-1.csv: %(kinds)s.")
            % {"kinds": known},
            "unknown_kind",
            "file",
        )
    with NamedTemporaryFile(suffix=Path(name).suffix) as copy:
        copy.write(content)
        copy.flush()
        return take_file(kind, copy.name, by=sender)


def _messages(content: bytes) -> Any:
    try:
        body = json.loads(content)
    except (ValueError, RecursionError):
        raise DomainError(_("This is no JSON."), "invalid", "file") from None
    return body.get("messages") if isinstance(body, dict) else body


def _write(folder: int, name: str, body: dict[str, Any]) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
    with os.fdopen(os.open(name, flags, 0o600, dir_fd=folder), "w", encoding="utf-8") as file:
        json.dump(body, file, ensure_ascii=False, indent=1)
