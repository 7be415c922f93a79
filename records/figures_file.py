"""The figures of a page as a file that people take: CSV as a stream, XLSX as a workbook; logged like every export."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header

from core import actions, clock
from core.spreadsheets import csv_stream, write_xlsx

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def figures_file(
    request: HttpRequest, name: str, title: str, head: Sequence[Any], rows: Iterable[Sequence[Any]]
) -> Any:
    """`name` is what the log calls it, `title` what the file is called; `export=xlsx` in the address asks for a workbook."""
    kind = "xlsx" if request.GET.get("export") == "xlsx" else "csv"
    actions.record(
        "records.exported",
        None,
        by=request.user,
        list=name,
        format=kind,
        query=request.GET.urlencode(),
        reason="",
        columns=[str(label) for label in head],
        selected=None,
    )
    answer: Any
    if kind == "xlsx":
        with TemporaryDirectory() as folder:
            path = Path(folder) / "figures.xlsx"
            write_xlsx(path, head, rows)
            answer = HttpResponse(path.read_bytes(), content_type=XLSX)
    else:
        answer = StreamingHttpResponse(csv_stream(head, rows), content_type="text/csv; charset=utf-8")
    file_name = f"{title}-{clock.today():%Y%m%d}.{kind}"
    answer["Content-Disposition"] = content_disposition_header(True, file_name)
    return answer
