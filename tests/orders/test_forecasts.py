"""What a customer expects to need: read from his own workbook, kept edition by edition, compared with the one before."""

from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook

from accounts.services.token import create_token
from catalog.models import CustomerPartNumber
from core import clock
from core.errors import DomainError
from core.operation import acting_as
from orders.models import RollingForecast
from orders.selectors.forecast import compared
from orders.services.forecast import take_edition, take_file
from orders.services.forecast_reading import Line, month_of, read
from tests import factories
from tests.catalog import things

EDITION = date(2026, 11, 20)
ACROSS = [
    ["东岭钢铁 2026 滚动预测"],
    ["序号", "零件号", "名称", "2026年11月", "2026-12", "2027-01-01", "Feb-27", "3月", "合计"],
    ["1", "DL-7", "轴承", "120", "1,200.5", "-", "", "40", "1360.5"],
    ["2", "22230", "轴承", "10", "0", "5", "", "", "15"],
    ["", "合计", "", "130", "1200.5", "5", "", "40", ""],
]
DOWN = [
    ["Our part no", "Month", "Qty"],
    ["22220", "2026-12", "7"],
    ["", "2027.01", "8"],
    ["22230", "202702", "9"],
]


@pytest.fixture
def customer(cast):
    return factories.make_customer("东岭钢铁集团有限公司", cast.rep, code="KH-7")


@pytest.fixture
def products(customer):
    found = {code: things.make_product("轴承", code=code) for code in ("22220", "22230")}
    CustomerPartNumber.objects.create(customer=customer, product=found["22220"], part_no="DL-7")
    return found


def rows(table):
    return list(enumerate(table, start=1))


def sheet(table, name="预测.xlsx"):
    book = Workbook()
    for line in table:
        book.active.append(line)
    stream = BytesIO()
    book.save(stream)
    return SimpleUploadedFile(name, stream.getvalue())


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2026-11", (2026, 11)), ("2026/1", (2026, 1)), ("2026.03", (2026, 3)), ("202612", (2026, 12)),
        ("2026年2月", (2026, 2)), ("2026-04-01", (2026, 4)), ("2026-04-01 00:00:00", (2026, 4)), ("12/2026", (2026, 12)),
        ("Nov-26", (2026, 11)), ("January 2027", (2027, 1)), ("10月", (2026, 10)), ("11月份", (2026, 11)),
        ("9月", (2027, 9)), ("3月", (2027, 3)), ("2026-13", None), ("合计", None), ("20261", None), ("0月", None),
        ("", None), ("Foo-26", None),
    ],
)  # fmt: skip
def test_months_are_read_as_people_write_them(text, wanted):
    assert month_of(text, EDITION) == (date(*wanted, 1) if wanted else None)


def test_months_may_stand_as_columns_under_any_title():
    lines, refused = read(rows(ACROSS), EDITION)
    assert not refused
    assert [(line.part_no, line.month.isoformat()[:7], str(line.quantity)) for line in lines] == [
        ("DL-7", "2026-11", "120"),
        ("DL-7", "2026-12", "1200.5"),
        ("DL-7", "2027-03", "40"),
        ("22230", "2026-11", "10"),
        ("22230", "2026-12", "0"),
        ("22230", "2027-01", "5"),
    ]


def test_months_may_stand_in_rows_with_the_name_written_once():
    lines, refused = read(rows(DOWN), EDITION)
    assert not refused and [(line.product, line.month.month) for line in lines] == [
        ("22220", 12),
        ("22220", 1),
        ("22230", 2),
    ]


@pytest.mark.parametrize("table", [[["名称", "价格"], ["a", "1"]], [[]], [["零件号", "数量"], ["a", "1"]]])
def test_a_sheet_without_a_heading_is_refused_in_words(table):
    with pytest.raises(DomainError) as refusal:
        read(rows(table), EDITION)
    assert refusal.value.code == "no_heading"


def take(cast, customer, table=ACROSS, edition=EDITION, tmp=None):
    lines, _refused = read(rows(table), edition)
    with acting_as(cast.rep), clock.at(edition + timedelta(days=1)):
        return take_edition(customer, lines, edition, by=cast.rep, source="预测.xlsx")


@pytest.mark.django_db
def test_part_numbers_of_the_customer_lead_to_our_products(cast, customer, products):
    assert take(cast, customer)["created"] == 6
    row = RollingForecast.objects.get(part_no="DL-7", month=date(2026, 12, 1))
    assert row.product == products["22220"] and row.quantity == Decimal("1200.5")
    assert RollingForecast.objects.filter(product=products["22230"]).count() == 3


@pytest.mark.django_db
def test_the_same_edition_again_changes_nothing_and_another_content_replaces_it(cast, customer, products):
    take(cast, customer)
    assert take(cast, customer) == {"created": 0, "changed": 0, "removed": 0, "unchanged": 6}
    table = [ACROSS[1], ["1", "DL-7", "轴承", "125", "1200.5", "", "", "", ""]]
    assert take(cast, customer, table) == {"created": 0, "changed": 1, "removed": 4, "unchanged": 1}
    assert RollingForecast.objects.alive().count() == 2


@pytest.mark.django_db
def test_two_lines_of_one_thing_add_up(cast, customer):
    month = date(2026, 12, 1)
    lines = [Line(2, "", "X", month, Decimal(3)), Line(3, "", "X", month, Decimal(4))]
    with acting_as(cast.rep):
        take_edition(customer, lines, clock.today(), by=cast.rep)
    assert RollingForecast.objects.get().quantity == 7


@pytest.mark.django_db
def test_one_cell_that_cannot_be_read_keeps_the_file_out_and_is_named(cast, customer, tmp_path):
    path = tmp_path / "f.csv"
    path.write_text("零件号,2026-12,2027-01\nA,5,soon\nB,1,2\n")
    with acting_as(cast.rep), pytest.raises(DomainError) as refusal:
        take_file(customer, path, min(EDITION, clock.today()), by=cast.rep)
    assert "2" in str(refusal.value) and "soon" in str(refusal.value)
    assert not RollingForecast.objects.exists()


@pytest.mark.django_db
def test_an_edition_is_compared_with_the_one_before_month_by_month(cast, customer, products):
    take(cast, customer, edition=date(2026, 10, 20))
    table = [ACROSS[1], ["1", "DL-7", "轴承", "100", "1300.5", "", "9", "40", ""]]
    take(cast, customer, table)
    told = compared(customer, cast.rep)
    assert told["edition"] == EDITION and told["before"] == date(2026, 10, 20)
    by_name = {line["part_no"]: line["cells"] for line in told["lines"]}
    changes = [cell["change"] for cell in by_name["DL-7"]]
    assert changes == [
        Decimal(-20),
        Decimal(100),
        None,
        None,
    ]  # a month that was not spoken of before has none
    assert [cell["change"] for cell in by_name["22230"]] == [Decimal(-10), None, None, None]
    earlier = compared(customer, cast.rep, "2026-10-20")
    assert earlier["before"] is None and len(earlier["editions"]) == 2


@pytest.mark.django_db
def test_who_may_not_enter_it_at_this_customer_is_refused(cast, customer):
    with acting_as(cast.other_rep), pytest.raises(DomainError) as refusal:
        take_edition(customer, [Line(2, "", "X", EDITION, Decimal(1))], EDITION, by=cast.other_rep)
    assert refusal.value.code == "forbidden"


def entered(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.django_db
def test_the_customers_file_is_taken_on_his_page_and_shown_there(cast, customer, products):
    client = entered(cast.rep)
    url = f"/customers/{customer.pk}/forecast/"
    assert client.get(url).status_code == 200
    told = client.post(url, {"file": sheet(ACROSS), "edition": clock.today().isoformat()})
    assert told.status_code == 302 and RollingForecast.objects.count() == 6
    page = client.get(f"{customer.get_absolute_url()}?tab=forecasts").content.decode()
    assert "DL-7" in page and "预测.xlsx" in page
    wrong = client.post(url, {"file": sheet([["a"], ["b"]]), "edition": clock.today().isoformat()})
    assert wrong.status_code == 422
    assert entered(cast.other_rep).get(url).status_code == 404


@pytest.mark.django_db
def test_the_api_reads_and_writes_single_figures(cast, customer):
    _token, secret = create_token(cast.rep, "x", by=cast.rep, scope="write")
    headers = {"Authorization": f"Bearer {secret}", "Accept-Language": "en"}
    body = {
        "customer": customer.pk,
        "edition": "2026-11-20",
        "part_no": "DL-9",
        "month": "2026-12-17",
        "quantity": "12.5",
    }
    with clock.at(EDITION + timedelta(days=2)):
        made = Client().post("/api/v1/forecasts", body, "application/json", headers=headers)
        again = Client().post("/api/v1/forecasts", body, "application/json", headers=headers)
    assert made.status_code == 201, made.content
    assert made.json()["month"] == "2026-12-01" and again.status_code in {409, 422}
    found = Client().get(f"/api/v1/forecasts?customer={customer.pk}", headers=headers).json()
    assert found["total"] == 1


@pytest.mark.django_db
def test_the_tab_asks_the_same_for_few_and_many(cast, customer):
    client = entered(cast.rep)
    url = f"{customer.get_absolute_url()}?tab=forecasts"
    counts = []
    for most in (3, 30):
        lines = [Line(n, "", f"P{n}", date(2026, 12, 1), Decimal(n)) for n in range(1, most + 1)]
        with acting_as(cast.rep):
            take_edition(customer, lines, clock.today(), by=cast.rep)
        client.get(url)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
