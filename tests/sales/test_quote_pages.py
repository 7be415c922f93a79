"""The pages of a quote: the editor with and without a script, its live judgement, the API, the process, the paper."""

import json
import re
import shutil
import subprocess
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from contacts.models import Customer
from core import clock
from core.errors import DomainError
from marketing.models import OwnCompany
from sales.models import Quote, QuoteLine, QuoteSend, QuoteView
from sales.quote_pdf import html_of, pdf_of
from sales.services import quote_answer as answers
from sales.services.quote import save_quote
from sales.services.quote_approval import approve_quote, submit_quote
from tests import factories
from tests.catalog.things import make_product
from tests.sales.quotes import line, make_approved, make_quote
from workflow.models import ProcessDefinition, ProcessTask
from workflow.services.decision import approve, reject
from workflow.services.definition import create_definition, publish_version, replace_steps
from workflow.structure import Step

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_process(db: Any) -> None:
    ProcessDefinition.objects.filter(doc_type="quote").update(is_active=False)


@pytest.fixture
def customer(cast: Any) -> Customer:
    return factories.make_customer("东岭重卡", cast.rep, email="office@dongling.example.com")


def page_of(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def typed(customer: Any, **more: Any) -> dict[str, Any]:
    until = clock.today() + timedelta(days=30)
    head = {
        "customer": customer.pk,
        "currency": "CNY",
        "tax_included": "on",
        "valid_until": until.isoformat(),
    }
    return {**head, "language": "zh-hans", **more}


def rows(*given: dict[str, Any]) -> dict[str, Any]:
    return {f"line-{n}-{name}": value for n, row in enumerate(given) for name, value in row.items()}


# -- the editor -------------------------------------------------------------------------------------------------
def test_a_quote_is_written_on_one_page_and_blank_rows_are_none(cast: Any, customer: Any) -> None:
    product = make_product(list_price="1280", lead_days=20)
    given = rows(
        {"product": product.pk, "quantity": "1,200", "discount": "8"},
        {"product": "", "quantity": "", "uom": "piece"},
        {"code": product.code, "quantity": "２", "price": "1300"},
    )
    answer = page_of(cast.rep).post(reverse("sales:quote_create"), typed(customer, **given))
    quote = Quote.objects.get()
    assert answer.status_code == 302 and answer["Location"] == quote.get_absolute_url()
    lines = list(QuoteLine.objects.order_by("place").values_list("product", "quantity", "price", "amount"))
    assert lines == [
        (product.pk, 1200, 1280, Decimal("1413120.00")),
        (product.pk, 2, 1300, Decimal("2600.00")),
    ]


def test_nothing_that_was_typed_is_lost_on_a_refusal(cast: Any, customer: Any) -> None:
    product = make_product(list_price="1280")
    given = rows({"product": product.pk, "quantity": "0", "delivery_place": "钦州港", "price": "12x"})
    answer = page_of(cast.rep).post(reverse("sales:quote_create"), typed(customer, terms="不含运费", **given))
    text = answer.content.decode()
    assert answer.status_code == 422 and not Quote.objects.exists()
    assert all(words in text for words in ("钦州港", "12x", "不含运费", product.code))


def test_editing_what_is_approved_leads_to_a_new_version(cast: Any, customer: Any) -> None:
    quote = make_approved(customer, cast.rep, cast.manager)
    client = page_of(cast.rep)
    answer = client.get(reverse("sales:quote_edit", args=[quote.pk]))
    assert answer["Location"] == reverse("sales:quote_renew", args=[quote.pk])
    answer = client.post(answer["Location"])
    made = Quote.objects.get(number=quote.number, edition=2)
    assert answer["Location"] == reverse("sales:quote_edit", args=[made.pk])


def test_the_editor_is_told_amounts_proposals_and_what_the_guards_say(cast: Any, customer: Any) -> None:
    product = make_product(list_price="113", lead_days=30)
    client = page_of(cast.rep)
    url = reverse("sales:quote_check")
    told = client.post(
        url, typed(customer, **rows({"product": product.pk, "quantity": "10"}))
    ).content.decode()
    assert 'id="line-0-amount"' in told and "1,130.00" in told and 'data-price="113"' in told
    assert "人民币壹仟壹佰叁拾元整" in told
    slip = rows({"product": product.pk, "quantity": "10", "price": "11.3"})
    assert "is-block" in client.post(url, typed(customer, **slip)).content.decode()
    assert not Quote.objects.exists()


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"customer": "x"},
        {"line-0-quantity": "abc"},
        {"line-0-quantity": "1e400", "line-0-price": "NaN", "line-0-description": "x"},
        {"line-0-product": "99999999999999999999", "line-0-quantity": "1"},
        {"currency": "USD", "line-0-description": "x", "line-0-quantity": "1", "line-0-price": "2"},
        {"line-0-description": "x", "line-0-quantity": "9999999", "line-0-price": "99999999999"},
        {"valid_until": "soon", "line-0-description": "x", "line-0-quantity": "1", "line-0-price": "2"},
    ],
)
def test_the_live_judgement_bears_whatever_is_half_typed(cast: Any, customer: Any, given: Any) -> None:
    data = {**typed(customer), **given}
    if "customer" not in given and not given:
        data = {}
    assert page_of(cast.rep).post(reverse("sales:quote_check"), data).status_code == 200


def test_a_confirmation_is_asked_for_on_the_way_to_approval(cast: Any, customer: Any) -> None:
    product = make_product(list_price="113")
    make_approved(customer, cast.colleague, cast.manager, line(product))
    quote = make_quote(customer, cast.rep, line(product))
    client = page_of(cast.rep)
    url = reverse("sales:quote_submit", args=[quote.pk])
    assert 'name="rival_quote"' in client.get(url).content.decode()
    assert client.post(url).status_code == 422
    assert client.post(url, {"rival_quote": "已商定"}).status_code == 302
    quote.refresh_from_db()
    assert quote.status == "approving" and quote.reasons == {"rival_quote": "已商定"}


def test_a_slipped_decimal_cannot_be_submitted_by_any_road(cast: Any, customer: Any) -> None:
    product = make_product(list_price="11300")
    quote = make_quote(customer, cast.rep, line(product, price="1130"))
    answer = page_of(cast.rep).post(reverse("sales:quote_submit", args=[quote.pk]), {"price_jump": "故意"})
    assert answer.status_code == 409
    with pytest.raises(DomainError):
        submit_quote(quote, by=cast.rep, reasons={"price_jump": "故意"})


def test_who_serves_customers_reads_what_went_out_alone(cast: Any, customer: Any) -> None:
    draft = make_quote(customer, cast.rep)
    sent = make_approved(customer, cast.rep, cast.manager)
    answers.send_quote(sent, by=cast.rep, channel="hand")
    client = page_of(cast.agent)
    assert client.get(draft.get_absolute_url()).status_code == 404
    assert client.get(sent.get_absolute_url()).status_code == 200
    listed = client.get(reverse("sales:quote_list")).content.decode()
    assert str(sent) in listed and str(draft) not in listed


# -- programs ---------------------------------------------------------------------------------------------------
class Caller:
    def __init__(self, user: Any) -> None:
        self.client = page_of(user)

    def call(self, method: str, path: str, body: Any = None) -> Any:
        answer = getattr(self.client, method)(
            f"/api/v1/{path}", data=json.dumps(body or {}), content_type="application/json"
        )
        return answer.status_code, (json.loads(answer.content) if answer.content else {})


def test_a_program_writes_lines_and_reads_them_again(cast: Any, customer: Any) -> None:
    product = make_product(list_price="113")
    api = Caller(cast.rep)
    head = {
        "customer": customer.pk,
        "contact": factories.make_contact(customer).pk,
        "valid_until": (clock.today() + timedelta(days=20)).isoformat(),
        "lines": [
            {"product": product.pk, "quantity": "10"},
            {"description": "包装", "quantity": 1, "price": "50"},
        ],
    }
    status, made = api.call("post", "quotes", head)
    assert status == 201, made
    assert [row["amount"] for row in made["lines"]] == ["1130.00", "50.00"]
    assert made["gross_amount"] == "1180.00" and made["status"] == "draft"
    status, changed = api.call("patch", f"quotes/{made['id']}", {"subject": "十一月报价"})
    assert status == 200 and [row["id"] for row in changed["lines"]] == [row["id"] for row in made["lines"]]
    status, wrong = api.call(
        "patch", f"quotes/{made['id']}", {"lines": [{"product": product.pk, "quantity": 0}]}
    )
    assert status == 422 and wrong["errors"][0]["field"] == "lines"
    status, wrong = api.call("patch", f"quotes/{made['id']}", {"lines": [{"colour": "red"}]})
    assert status == 422
    status, told = api.call("post", f"quotes/{made['id']}/submit", {})
    assert (status, told["status"]) == (200, "approving")
    status, refused = api.call("post", f"quotes/{made['id']}/new-version", {})
    assert status in {409, 422} and refused["code"] == "forbidden_move"


def test_a_program_is_refused_by_the_name_of_the_guard(cast: Any, customer: Any) -> None:
    quote = make_quote(customer, cast.rep, line(make_product(list_price="113"), price="1130"))
    status, refused = Caller(cast.rep).call("post", f"quotes/{quote.pk}/submit", {})
    assert status in {409, 422} and refused["code"] == "guard_price_jump"


def test_a_reason_for_what_no_guard_is_called_is_refused_by_its_field(cast: Any, customer: Any) -> None:
    quote = make_quote(customer, cast.rep, line(make_product(list_price="113"), price="113"))
    status, refused = Caller(cast.rep).call(
        "post", f"quotes/{quote.pk}/submit", {"reasons": {"price_jmup": "客户同意"}}
    )
    assert (status, refused["errors"][0]["field"]) == (400, "reasons")
    assert "price_jmup" in refused["errors"][0]["message"]
    assert "price_jump" in refused["errors"][0]["message"]
    quote.refresh_from_db()
    assert quote.status == "draft"


def test_a_program_is_told_all_that_guards_say_and_where_it_is_mended(cast: Any, customer: Any) -> None:
    product = make_product(list_price="113", moq=10)
    quote = make_quote(
        customer, cast.rep, line(product, price="1130", quantity=1), currency="USD", rate=Decimal("7.1")
    )
    quote.valid_until = clock.today() + timedelta(days=200)
    quote.save()
    api = Caller(cast.rep)
    status, told = api.call("post", f"quotes/{quote.pk}/check", {})
    levels = {row["guard"]: (row["level"], row["field"]) for row in told["findings"]}
    assert status == 200 and levels["validity"] == ("block", "valid_until")
    assert levels["price_jump"] == ("block", "lines") and levels["terms_differ"] == ("confirm", "reasons")
    assert levels["quantity_and_time"] == ("approve", None)
    quote.refresh_from_db()
    assert quote.status == "draft"
    status, refused = api.call("post", f"quotes/{quote.pk}/submit", {})
    assert status == 422
    assert {error["field"] for error in refused["errors"]} == {"valid_until", "lines", "reasons"}
    assert "quantity_and_time" not in str(refused)


# -- the process ------------------------------------------------------------------------------------------------
def process_by(*people: Any) -> None:
    definition = create_definition(by=None, name="报价审批", doc_type="quote")
    draft = definition.versions.get()
    steps = [Step("start", "start", "开始")]
    for place, person in enumerate(people):
        rules = [{"rule": "named", "users": [person.pk]}]
        steps.append(Step(f"step{place}", "approve", "审批", {"assignees": rules}))
    replace_steps(draft, steps, by=None)
    publish_version(draft, by=None)


def task_of(user: Any) -> ProcessTask:
    return ProcessTask.objects.get(assignee=user, status=ProcessTask.Status.PENDING)


def test_a_process_decides_locks_and_approves(cast: Any, customer: Any) -> None:
    process_by(cast.manager, cast.finance)
    product = make_product(list_price="113", floor_price="110")
    quote = submit_quote(make_quote(customer, cast.rep, line(product, 10, "100")), by=cast.rep)
    shown = {item["name"]: item["text"] for item in task_of(cast.manager).run.snapshot}
    assert shown["discount"] == "11.50" and product.code in shown["positions"] and shown["found"]
    with pytest.raises(DomainError) as locked:
        approve_quote(quote, by=cast.manager)
    assert locked.value.code == "in_approval"
    page = page_of(cast.rep).get(quote.get_absolute_url()).content.decode()
    assert task_of(cast.manager).run.get_absolute_url() in page
    approve(task_of(cast.manager), by=cast.manager)
    quote.refresh_from_db()
    assert quote.status == "approving"
    approve(task_of(cast.finance), by=cast.finance)
    quote.refresh_from_db()
    assert (quote.status, quote.approved_by) == ("approved", cast.finance)


def test_a_refused_quote_is_a_draft_that_can_be_mended(cast: Any, customer: Any) -> None:
    process_by(cast.manager)
    quote = submit_quote(make_quote(customer, cast.rep), by=cast.rep)
    reject(task_of(cast.manager), by=cast.manager, opinion="价格太低")
    quote.refresh_from_db()
    assert quote.status == "draft"
    save_quote(quote, by=cast.rep, lines=[line()])
    assert submit_quote(quote, by=cast.rep).status == "approving"


# -- paper and page ---------------------------------------------------------------------------------------------
def sheet(cast: Any, customer: Any, **facts: Any) -> Quote:
    OwnCompany.objects.create(name="海砺轴承", name_en="Haili Bearing Co., Ltd.", address="广西钦州")
    product = make_product(
        "调心滚子轴承", code="HL-22220CA", list_price="1280", floor_price="900", standard_cost="555.55"
    )
    given = line(
        product, 10, part_no="DL-77", drawing_no="T-9", drawing_revision="C", delivery_place="钦州港"
    )
    return make_approved(customer, cast.rep, cast.manager, given, notes="内部:可再让 3 %", **facts)


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler-utils is not installed")
@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "zh-hans",
            ["报价单", "海砺轴承", "人民币壹万贰仟捌佰元整", "12,800.00", "DL-77", "T-9 C", "钦州港"],
        ),
        ("en", ["Quotation", "Haili Bearing Co., Ltd.", "Say RMB twelve thousand eight hundred yuan only"]),
    ],
)
def test_the_pdf_speaks_the_language_of_the_document_and_tells_nothing_inside(
    cast: Any, customer: Any, tmp_path: Path, language: str, words: list[str]
) -> None:
    quote = sheet(cast, customer, language=language)
    target = tmp_path / "q.pdf"
    target.write_bytes(pdf_of(quote))
    text = subprocess.run(["pdftotext", "-layout", str(target), "-"], capture_output=True, text=True).stdout
    squeezed = re.sub(r"\s+", " ", text)
    if language == "en":
        assert all(word in squeezed for word in words), text
    else:
        assert all(word in squeezed for word in words[1:]), text
    assert "内部" not in text and "555.55" not in text and "900.00" not in text
    assert target.stat().st_size < 400_000


def test_a_draft_is_marked_on_paper_and_html_in_texts_is_only_text(cast: Any, customer: Any) -> None:
    given = line(make_product(list_price="113"), description="<img src=file:///etc/passwd><b>")
    html = html_of(make_quote(customer, cast.rep, given, terms="<script>1</script>"))
    assert 'class="mark"' in html and "<img" not in html and "<script" not in html


def test_the_page_behind_a_link_is_open_private_and_counted(cast: Any, customer: Any) -> None:
    quote = sheet(cast, customer)
    link, token = answers.open_link(quote, by=cast.rep, recipient="李工")
    stranger = Client()
    answer = stranger.get(reverse("sales:quote_page", args=[token]))
    text = answer.content.decode()
    assert answer.status_code == 200 and "HL-22220CA" in text and "内部" not in text and "555.55" not in text
    assert "noindex" in answer["X-Robots-Tag"] and answer["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer["Cache-Control"] and not answer.cookies
    assert stranger.get(reverse("sales:quote_page_pdf", args=[token])).content[:5] == b"%PDF-"
    assert QuoteView.objects.filter(link=link).count() == 2
    shown = page_of(cast.rep).get(f"{quote.get_absolute_url()}?tab=sendings").content.decode()
    assert "127.0.0.1" in shown and token not in shown
    for place in range(70):
        stranger.get(
            reverse("sales:quote_page_pdf", args=[token]), HTTP_USER_AGENT=f"a{place}"
        ) if place < 1 else (QuoteView.objects.create(link=link, at=clock.now()))
    assert stranger.get(reverse("sales:quote_page", args=[token])).status_code == 429
    answers.revoke_link(link, by=cast.rep)
    assert stranger.get(reverse("sales:quote_page", args=[token])).status_code == 404


def test_a_letter_goes_to_the_customers_domain_or_says_why(cast: Any, customer: Any, mailoutbox: Any) -> None:
    quote = make_approved(customer, cast.rep, cast.manager)
    client = page_of(cast.rep)
    url = reverse("sales:quote_send", args=[quote.pk])
    letter = {"to": "li@elsewhere.example.org", "subject": "报价", "body": "请查收"}
    assert client.post(url, letter).status_code == 422
    quote.refresh_from_db()
    assert quote.status == "approved"
    assert client.post(url, {**letter, "to": "nobody"}).status_code == 422
    assert client.post(url, {**letter, "to": "li@dongling.example.com"}).status_code == 302
    assert client.post(url, {**letter, "reason": "采购代理公司"}).status_code == 302
    quote.refresh_from_db()
    sent = list(QuoteSend.objects.order_by("id").values_list("recipient", "reason"))
    assert quote.status == "sent"
    assert sent == [("li@dongling.example.com", ""), ("li@elsewhere.example.org", "采购代理公司")]
