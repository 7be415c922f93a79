"""The pages of an import: upload, columns, check, run, error file, take back."""

import io
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from contacts.models import Contact, Customer
from core import jobs
from core.spreadsheets import open_rows
from records.models import ImportRun
from reminders.models import Notification
from tests import factories

DATA = Path(__file__).parent.parent / "data" / "northwind"


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


def upload(client: Any, kind: str, content: bytes, name: str = "file.csv") -> Any:
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("records:import_start", args=[kind]), {"file": file})


def work_off(run: ImportRun) -> None:
    run.refresh_from_db()
    assert jobs.run(run.job_id)
    run.refresh_from_db()


def posted(page: Any) -> dict[str, str]:
    """What the browser would post of the columns page as it is shown."""
    data = {f"column-{column.place}": column.chosen for column in page.context["columns"]}
    return {**data, "mode": page.context["mode"]}


def step_of(page: Any) -> int:
    """The step that the page marks as the present one."""
    found = re.findall(r'<li aria-current="step">(\d)', page.content.decode())
    assert len(found) == 1
    return int(found[0])


def test_from_upload_to_take_back(cast: Any, sign_in: Any) -> None:
    client = sign_in(cast.manager)
    assert step_of(client.get(reverse("records:import_start", args=["customers"]))) == 1
    answer = upload(client, "customers", (DATA / "customers.csv").read_bytes(), "customers.csv")
    run = ImportRun.objects.get()
    assert answer.url == reverse("records:import_map", args=[run.pk])
    page = client.get(answer.url)
    assert step_of(page) == 2
    chosen = {column.heading: column.chosen for column in page.context["columns"]}
    assert (chosen["CompanyName"], chosen["ContactName"], chosen["Region"]) == ("name", "contact_name", "")
    here = reverse("records:import_run", args=[run.pk])
    assert client.post(answer.url, posted(page)).url == here
    waiting = client.get(here)
    assert waiting.context["is_working"] and "hx-get" in waiting.content.decode() and step_of(waiting) == 3
    work_off(run)
    preview = client.get(here)
    assert preview.context["may_start"] and not Customer.objects.exists()
    assert (run.created, run.rejected) == (92, 2) and len(preview.context["refusals"]) == 2
    assert step_of(preview) == 3
    client.post(reverse("records:import_begin", args=[run.pk]))
    assert step_of(client.get(here)) == 4
    work_off(run)
    assert run.status == "done" and Customer.objects.count() == 92 and Contact.objects.count() == 91
    assert client.get(here).context["may_revert"]
    assert Notification.objects.get(recipient=cast.manager).url == here
    assert client.get(here, headers={"HX-Request": "true"}).templates[0].name == "records/_import_run.html"
    assert client.get(reverse("records:import_revert", args=[run.pk])).status_code == 200
    client.post(reverse("records:import_revert", args=[run.pk]))
    work_off(run)
    assert run.status == "reverted" and not Customer.objects.exists()
    assert client.get(here).status_code == 200
    assert client.get(reverse("records:import_list")).status_code == 200


def test_the_error_file_holds_the_refused_lines_and_can_be_brought_again(
    cast: Any, sign_in: Any, tmp_path: Path
) -> None:
    client = sign_in(cast.manager)
    upload(
        client,
        "customers",
        "公司名称,税号,负责人\n甲公司,123,\n乙公司,,\n丙公司,,nobody-such\n".encode("gb18030"),
    )
    run = ImportRun.objects.get()
    page = client.get(reverse("records:import_map", args=[run.pk]))
    client.post(reverse("records:import_map", args=[run.pk]), posted(page))
    work_off(run)
    client.post(reverse("records:import_begin", args=[run.pk]))
    work_off(run)
    assert list(Customer.objects.values_list("name", flat=True)) == ["乙公司"]
    answer = client.get(reverse("records:import_errors", args=[run.pk]))
    path = tmp_path / "errors.xlsx"
    path.write_bytes(answer.content)
    rows = [cells for _number, cells in open_rows(path)]
    assert rows[0][:3] == ["公司名称", "税号", "负责人"]
    assert [row[:3] for row in rows[1:]] == [["甲公司", "123", ""], ["丙公司", "", "nobody-such"]]
    assert [row[3] for row in rows[1:]] == ["2", "4"] and all(row[4] for row in rows[1:])
    upload(client, "customers", answer.content, "errors.xlsx")
    again = client.get(reverse("records:import_map", args=[ImportRun.objects.latest("pk").pk]))
    assert [column.chosen for column in again.context["columns"]] == ["name", "usci", "owner", "", ""]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        b"%PDF-1.7\n\x00\x01\x02",
        b"name\n",
        ",".join(f"c{n}" for n in range(300)).encode() + b"\n" + b",".join([b"1"] * 300),
        b"PK\x03\x04 broken",
        b'name,code\n"never closed,1\n',
    ],
    ids=["empty", "png", "pdf", "heading only", "300 columns", "broken zip", "open quote"],
)
def test_a_wrong_file_is_refused_kindly(cast: Any, sign_in: Any, content: bytes) -> None:
    answer = upload(sign_in(cast.manager), "customers", content)
    if answer.status_code == 302:  # an unclosed quotation mark is one long cell: then no column or row fits
        run = ImportRun.objects.get()
        page = reverse("records:import_map", args=[run.pk])
        assert sign_in(cast.manager).post(page, {"mode": "upsert"}).status_code == 422
    else:
        assert answer.status_code == 422 and answer.context["refusal"]
        assert not ImportRun.objects.exists()


def test_a_mapping_without_a_required_field_keeps_what_was_chosen(cast: Any, sign_in: Any) -> None:
    client = sign_in(cast.manager)
    upload(client, "contacts", "甲,乙\n李明,13800138000\n".encode())
    page = reverse("records:import_map", args=[ImportRun.objects.get().pk])
    answer = client.post(page, {"column-0": "name", "column-1": "mobile", "mode": "upsert"})
    assert answer.status_code == 422 and answer.context["refusal"]
    assert [column.chosen for column in answer.context["columns"]] == ["name", "mobile"]
    assert client.post(page, {"column-0": "name", "column-1": "name", "mode": "create"}).status_code == 422
    customer = factories.make_customer(owner=cast.rep)
    good = {"column-0": "name", "column-1": "mobile", "fixed-customer": customer.code, "mode": "upsert"}
    assert client.post(page, good).status_code == 302


def test_the_template_is_read_as_it_is(cast: Any, sign_in: Any, tmp_path: Path) -> None:
    for user, kind in (
        (cast.manager, "customers"),
        (cast.manager, "contacts"),
        (cast.manager, "customer-units"),
        (cast.admin, "employees"),
    ):
        answer = sign_in(user).get(reverse("records:import_template", args=[kind]))
        path = tmp_path / f"{kind}.xlsx"
        path.write_bytes(answer.content)
        header = next(open_rows(path))[1]
        from records.imports import IMPORTERS
        from records.imports.mapping import guess

        fields = IMPORTERS[kind].fields_for(user)
        assert [names[0] for _place, names in sorted(guess(header, fields).columns.items())] == [
            f.name for f in fields
        ]


def test_another_one_s_import_is_not_there_and_without_the_right_nothing_opens(
    cast: Any, sign_in: Any
) -> None:
    upload(sign_in(cast.manager), "customers", b"name\nX GmbH\n")
    run = ImportRun.objects.get()
    for page in ("import_run", "import_map", "import_revert", "import_errors"):
        assert sign_in(cast.other_manager).get(reverse(f"records:{page}", args=[run.pk])).status_code == 404
    assert sign_in(cast.admin).get(reverse("records:import_run", args=[run.pk])).status_code == 200
    assert sign_in(cast.admin).get(reverse("records:import_map", args=[run.pk])).status_code == 403
    assert sign_in(cast.rep).get(reverse("records:import_start", args=["customers"])).status_code == 403
    assert sign_in(cast.manager).get(reverse("records:import_start", args=["nonsense"])).status_code == 404


def test_a_workbook_s_sheet_can_be_chosen(cast: Any, sign_in: Any) -> None:
    import xlsxwriter

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        for name, value in (("one", "A GmbH"), ("two", "B GmbH")):
            sheet = book.add_worksheet(name)
            sheet.write_column(0, 0, ["name", value])
    client = sign_in(cast.manager)
    upload(client, "customers", buffer.getvalue(), "book.xlsx")
    page = reverse("records:import_map", args=[ImportRun.objects.get().pk])
    client.post(page, {"sheet": "two"})
    assert client.get(page).context["columns"][0].samples == ["B GmbH"]


def test_the_customer_that_an_import_was_opened_from_stays_to_its_end(cast: Any, sign_in: Any) -> None:
    customer = factories.make_customer("甲公司", cast.rep, code="K1")
    client = sign_in(cast.manager)
    start = f"{reverse('records:import_start', args=['contacts'])}?customer=K1"
    assert start in client.get(customer.get_absolute_url()).content.decode()
    assert "K1" in client.get(start).content.decode()
    file = SimpleUploadedFile("a.csv", "客户,姓名,手机\n没有的客户,李明,13800138000\n".encode())
    to = client.post(start, {"file": file})["Location"]
    page = client.get(to)
    assert {entry.name: entry.value for entry in page.context["fixed"]}["customer"] == "K1"
    client.post(to, {**posted(page), "fixed-customer": "K1"})
    run = ImportRun.objects.get()
    work_off(run)
    client.post(reverse("records:import_begin", args=[run.pk]))
    work_off(run)
    assert customer.contacts.get().name == "李明"
