"""Reads CSV files: which encoding and separator they have, and where a quotation in them is left open."""

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from django.utils.translation import gettext as _

from core.spreadsheet_problems import SpreadsheetError, problem

_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_AMID_LETTERS = re.compile(r"(?<=[A-Za-z])[^\x00-\x7f](?=[A-Za-z])")


class _Lines:
    """The lines of a text file, with those of the latest record at hand."""

    def __init__(self, file: IO[str]) -> None:
        self.file = file
        self.latest: list[str] = []
        self.is_next_new = True

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = next(self.file)
        if self.is_next_new:
            self.latest, self.is_next_new = [], False
        self.latest.append(line)
        return line

    def are_open(self, delimiter: str) -> bool:
        """Whether a quotation of the latest record would swallow whatever came after it."""
        return bool(self.latest) and len(list(csv.reader([*self.latest, "next"], delimiter=delimiter))) == 1

    def are_torn(self, delimiter: str) -> bool:
        """Whether a quotation of the latest record runs over lines and does not end where a cell ends."""
        if len(self.latest) == 1:
            return False
        try:
            list(csv.reader(self.latest, delimiter=delimiter, strict=True))
        except csv.Error:
            return True
        return False


def read_csv(path: Path) -> Iterator[tuple[int, list[str]]]:
    encoding = _encoding(path)
    with path.open(encoding=encoding, newline="") as file:
        delimiter, skipped = _delimiter(file)
        file.seek(0)
        for _line in range(skipped):
            file.readline()
        lines = _Lines(file)
        reader = csv.reader(lines, delimiter=delimiter)
        begun = number = 0
        while True:
            number += 1
            lines.is_next_new = True
            before, begun = begun, reader.line_num + skipped + 1
            try:
                cells = next(reader)
            except StopIteration:
                if lines.are_open(delimiter):
                    raise _unclosed(before)
                return
            except csv.Error:
                raise _unclosed(begun)
            if lines.are_torn(delimiter):
                raise _unclosed(begun)
            if any(cells):
                yield number, cells


def _unclosed(line: int) -> SpreadsheetError:
    return SpreadsheetError(
        _("In line %(line)d a quotation mark opens that is not closed. Close it or take it away.")
        % {"line": line}
    )


def _encoding(path: Path) -> str:
    """UTF-8 (with or without mark), UTF-16 or GB 18030, proved on the whole file."""
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        candidates = ["utf-16"]
    elif head[1::2].count(0) > len(head) // 4:
        candidates = ["utf-16-le"]
    elif head[::2].count(0) > len(head) // 4:
        candidates = ["utf-16-be"]
    else:
        candidates = ["utf-8-sig", "gb18030"]
    for encoding in candidates:
        if _decodes(path, encoding) and (encoding != "gb18030" or _is_chinese(path)):
            return encoding
    raise SpreadsheetError(problem("encoding" if _decodes(path, "latin-1") else "kind"))


def _decodes(path: Path, encoding: str) -> bool:
    """Whether the whole file is text in this encoding: it decodes and holds no control characters."""
    try:
        with path.open(encoding=encoding, newline="") as file:
            while chunk := file.read(1024 * 1024):
                if re.search(r"[\x00-\x08\x0e-\x19\x1b-\x1f]", chunk):
                    return False
    except UnicodeError:
        return False
    return True


def _is_chinese(path: Path) -> bool:
    """Whether what decodes as GB 18030 was written so.

    Big5 falls on places that GB leaves to each for himself; the ü of Müller becomes one sign in the midst of letters.
    """
    with path.open(encoding="gb18030", newline="") as file:
        sample = file.read(65_536)
    runs = _NOT_ASCII.findall(sample)
    own = sum("\ue000" <= sign <= "\uf8ff" for run in runs for sign in run)
    amid = len(_AMID_LETTERS.findall(sample))
    return own * 20 <= sum(map(len, runs)) and amid * 2 <= len(runs)


def _delimiter(file: IO[str]) -> tuple[str, int]:
    """The separator that gives the first rows one width; how many lines announce it (Excel's `sep=;`)."""
    sample = file.read(65_536)
    announced = re.match(r"\ufeff?sep=(.)\r?\n", sample)
    if announced:
        return announced[1], 1
    lines = sample.splitlines(keepends=True)
    best, best_score = ",", (0.0, 0)
    for delimiter in ",\t;|":
        widths: Counter[int] = Counter()
        try:
            for row in csv.reader(lines[:-1] or lines, delimiter=delimiter):
                widths[len(row)] += 1
                if widths.total() >= 30:
                    break
        except csv.Error:
            continue
        width, rows = widths.most_common(1)[0] if widths else (0, 0)
        if width > 1 and (rows / widths.total(), width) > best_score:
            best, best_score = delimiter, (rows / widths.total(), width)
    return best, 0


__all__ = ["read_csv"]
