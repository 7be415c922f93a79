"""What may be wrong with a spreadsheet that somebody brings, and what to do about it."""

from django.utils.translation import gettext as _

from core.errors import DomainError


class SpreadsheetError(DomainError):
    """A file that cannot be read, with what is wrong and what to do, in the reader's language."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message, code="spreadsheet", field=field)


def problem(code: str) -> str:
    messages = {
        "kind": _("This is no Excel or CSV file. Please save it as .xlsx or .csv."),
        "password": _("The file is protected by a password. Please save it without one."),
        "large": _("The file unpacks to more than can be read. Please copy the rows into a new workbook."),
        "damaged": _(
            "The file is damaged or no workbook. Please open it in Excel and save it again as .xlsx."
        ),
        "sheet": _("The workbook has no such sheet."),
        "formulas": _(
            "Cell %(cell)s holds a formula without its result. Open the file in a spreadsheet program, save it there, "
            "and choose it again."
        ),
        "encoding": _(
            "The letters of this file are written in a way that cannot be read. CSV files are read in UTF-8 and "
            "GB18030: save it in Excel as “CSV UTF-8”, or as .xlsx."
        ),
        "time": _("Reading the file takes too long. Please copy the rows into a new workbook."),
    }
    return messages[code]


__all__ = ["SpreadsheetError", "problem"]
