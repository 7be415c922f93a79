"""Contracts as Word files: our paper, the customer's own template, and what he sends back clause by clause."""

import io
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from contracts.models import Contract, ContractTemplate, ContractVersion
from contracts.selectors.compare import compare
from contracts.services.contract import fill_from_template
from contracts.services.returned import keep_returned, proposed
from contracts.services.template import new_edition, publish_template, save_template, set_word_file
from contracts.services.version import content_of
from contracts.word_paper import word_of
from core.errors import DomainError
from core.word import WordFile, packed
from core.word_writing import WordPaper
from records import attachments
from tests import factories
from tests.contracts.things import line, make_contract, make_reviewed, make_signed
from tests.core.test_word import W, parts, run, words
from workflow.models import ProcessDefinition

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_process(db: Any) -> None:
    ProcessDefinition.objects.filter(doc_type__startswith="contract").update(is_active=False)


@pytest.fixture
def customer(cast: Any) -> Any:
    return factories.make_customer("东岭重卡", cast.rep)


def page_of(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def upload(data: bytes, name: str = "回传.docx") -> ContentFile:
    return ContentFile(data, name=name)


def replaced(data: bytes, **words: str) -> bytes:
    found = dict(WordFile(data).parts)
    text = found["word/document.xml"].decode()
    for old, new in words.items():
        assert old in text
        text = text.replace(old, new)
    return packed(found | {"word/document.xml": text.encode()})


def differences(contract: Contract, data: bytes) -> list[tuple[str, str, str, str]]:
    found = compare(content_of(contract), proposed(contract, WordFile(data)))
    assert not found.fields and not found.lines and not found.terms
    return [(row.kind, row.title, row.before, row.after) for row in found.clauses if row.kind != "same"]


def test_without_a_template_the_word_file_says_what_the_paper_says(cast: Any, customer: Any) -> None:
    contract = make_contract(customer, cast.rep, line(113, 100), terms=[{"kind": "advance", "percent": 100}])
    text = "\n".join(words(word_of(contract)))
    told = (
        "年度供货合同",
        "东岭重卡",
        "推力轴承",
        "11,300.00",
        "壹万壹仟叁佰元",
        "1. 质量",
        "质保期 24 个月",
    )
    assert all(said in text for said in (contract.number, *told))
    assert "草稿" in WordFile(word_of(contract)).parts["word/header.xml"].decode()


def test_a_file_that_comes_back_as_it_went_differs_in_nothing(cast: Any, customer: Any) -> None:
    contract = make_contract(customer, cast.rep, clauses=[
        {"title": "质量", "body": "按下列各项：\n1. 轴承寿命\n2. 噪声\n\n以上均须合格。"},
        {"title": "质保", "body": "{{ number }} 保 24 个月"},
    ])  # fmt: skip
    assert compare(content_of(contract), proposed(contract, WordFile(word_of(contract)))).is_same


def test_changed_left_out_and_new_clauses_are_told_apart(cast: Any, customer: Any) -> None:
    contract = make_contract(customer, cast.rep, clauses=[
        {"title": "质量", "body": "寿命不低于 20000 小时。"},
        {"title": "质保", "body": "质保期 24 个月。"},
        {"title": "违约", "body": "每日万分之五。"},
    ])  # fmt: skip
    data = replaced(
        word_of(contract),
        **{
            "质保期 24 个月。": "质保期 36 个月。",
            "3. 违约": "3. 管辖",
            "每日万分之五。": "由买方所在地法院管辖，双方不得仲裁。",
        },
    )
    assert differences(contract, data) == [
        ("changed", "质保", "质保期 24 个月。", "质保期 36 个月。"),
        ("changed", "违约 → 管辖", "每日万分之五。", "由买方所在地法院管辖，双方不得仲裁。"),
    ]
    page = WordPaper()
    page.text("合同")
    page.heading("第一条 质量")
    page.text("寿命不低于 20000 小时。")
    page.heading("第二条 保密")
    page.text("双方保守秘密五年。")
    kinds = {(kind, title) for kind, title, _b, _a in differences(contract, page.bytes())}
    assert {("new", "保密"), ("gone", "违约")} <= kinds or ("changed", "质保 → 保密") in kinds
    assert not any(title == "质量" for _kind, title in kinds)


def test_goods_that_the_customer_rewrote_show_too(cast: Any, customer: Any) -> None:
    contract = make_contract(customer, cast.rep, line(113, 100))
    (found,) = differences(contract, replaced(word_of(contract), **{"推力轴承": "推力轴承（进口）"}))
    assert found[0] == "changed" and "推力轴承（进口）" in found[3] and "推力轴承" in found[2]


def test_a_new_numbered_clause_without_a_heading_is_found(cast: Any, customer: Any) -> None:
    contract = make_contract(customer, cast.rep)
    data = word_of(contract)
    found = dict(WordFile(data).parts)
    text = found["word/document.xml"].decode()
    at = text.index("质保期 24 个月")
    end = text.index("</w:p>", at) + 6
    text = text[:end] + f"<w:p>{run('3. 保密')}</w:p><w:p>{run('保密五年。')}</w:p>" + text[end:]
    data = packed(found | {"word/document.xml": text.encode()})
    assert differences(contract, data) == [("new", "保密", "", "保密五年。")]


def template_of(by: Any, data: bytes, **facts: Any) -> ContractTemplate:
    facts = {"code": "KH-1", "name": "客户模板", "mode": "customer", **facts}
    template = save_template(ContractTemplate(**facts), by=by, clauses=[])
    return set_word_file(template, upload(data, "模板.docx"), by=by)


def own_paper() -> bytes:
    row = "".join(
        f"<w:tc><w:p>{run('{{ line_' + name + ' }}')}</w:p></w:tc>" for name in ("place", "name", "quantity")
    )
    body = (
        f"<w:p>{run('甲方：{{ cust')}{run('omer }}')}</w:p><w:tbl><w:tr>{row}</w:tr></w:tbl>"
        f"<w:p>{run('第一条 质保')}</w:p><w:p>{run('保 24 个月，金额 {{ amount }}。')}</w:p>"
        f"<w:p>{run('第二条 付款')}</w:p><w:p>{run('{{ payment_terms }}')}</w:p>"
    )
    return packed(parts(body, header=f"<w:hdr {W}><w:p>{run('{{ number }}')}</w:p></w:hdr>"))


def test_the_customers_own_template_is_filled_and_his_changes_to_it_are_found(
    cast: Any, customer: Any
) -> None:
    template = publish_template(
        template_of(cast.executive, own_paper(), customer=customer), by=cast.executive
    )
    contract = make_contract(customer, cast.rep, line(113, 100), line(10, 2, description="垫片"), clauses=[])
    contract = fill_from_template(contract, template, by=cast.rep)
    data = word_of(contract)
    said = words(data)
    assert said[0] == "甲方：东岭重卡" and said[1:7] == ["1", "推力轴承", "100", "2", "垫片", "2"]
    assert contract.number in WordFile(data).parts["word/header.xml"].decode()
    assert "11,320.00" in " ".join(said) and "30 %" in said[-1]
    assert differences(contract, data) == []
    (found,) = differences(contract, replaced(data, **{"保 24 个月": "保 36 个月"}))
    assert found[:2] == ("changed", "质保") and "36" in found[3] and "24" in found[2]


def test_a_template_names_known_places_alone_and_columns_in_a_row(cast: Any) -> None:
    with pytest.raises(DomainError, match="nope"):
        template_of(cast.executive, packed(parts(f"<w:p>{run('{{ no')}{run('pe }}')}</w:p>")))
    with pytest.raises(DomainError, match="line_name"):
        template_of(cast.executive, packed(parts(f"<w:p>{run('{{ line_name }}')}</w:p>")), code="KH-2")


def test_a_published_template_keeps_its_file_and_a_new_version_has_one_of_its_own(cast: Any) -> None:
    template = publish_template(template_of(cast.executive, own_paper()), by=cast.executive)
    with pytest.raises(DomainError) as refused:
        set_word_file(template, None, by=cast.executive)
    assert refused.value.code == "not_draft"
    made = new_edition(template, by=cast.executive)
    assert made.word_file is not None and made.word_file.pk != template.word_file.pk
    assert set_word_file(made, None, by=cast.executive).word_file is None


def test_what_comes_back_is_kept_as_a_proposed_version_and_a_file_and_changes_nothing(
    cast: Any, customer: Any
) -> None:
    contract = make_reviewed(customer, cast.rep, cast.manager)
    before = content_of(contract)
    data = replaced(word_of(contract), **{"24 个月": "36 个月"})
    client = page_of(cast.rep)
    url = reverse("contracts:contract_returned", args=[contract.pk])
    assert client.get(url).status_code == 200
    answer = client.post(url, {"file": io_file(data), "keep": "on", "note": "第一轮"}, follow=True)
    text = answer.content.decode()
    assert answer.status_code == 200 and "<ins>36</ins>" in text.replace("\n", "")
    version = ContractVersion.objects.get(origin="proposed")
    assert version.note == "第一轮" and attachments.of(contract).get().name == "回传.docx"
    assert content_of(contract) == before


def io_file(data: bytes, name: str = "回传.docx") -> io.BytesIO:
    file = io.BytesIO(data)
    file.name = name
    return file


def test_compared_without_keeping_leaves_no_trace(cast: Any, customer: Any) -> None:
    contract = make_contract(customer, cast.rep)
    data = replaced(word_of(contract), **{"24 个月": "36 个月"})
    answer = page_of(cast.rep).post(
        reverse("contracts:contract_returned", args=[contract.pk]), {"file": io_file(data)}
    )
    assert answer.status_code == 200 and "<ins>36</ins>" in answer.content.decode()
    assert not contract.versions.exists() and not attachments.of(contract).exists()


def test_a_signed_contract_takes_no_proposals(cast: Any, customer: Any) -> None:
    contract = make_signed(customer, cast.rep, cast.manager)
    with pytest.raises(DomainError) as refused:
        keep_returned(contract, upload(word_of(contract)), by=cast.rep)
    assert refused.value.code == "signed"


@pytest.mark.parametrize("name", ["合同.docm", "合同.pdf", "合同.docx"])
def test_a_file_that_cannot_be_used_is_refused_at_its_field(cast: Any, customer: Any, name: str) -> None:
    contract = make_contract(customer, cast.rep)
    url = reverse("contracts:contract_returned", args=[contract.pk])
    answer = page_of(cast.rep).post(url, {"file": io_file(b"PK rubbish", name), "keep": "on"})
    assert answer.status_code == 422 and not contract.versions.exists()


def test_pages_of_word_files_open_to_those_who_read_the_figures(cast: Any, customer: Any) -> None:
    contract = make_signed(customer, cast.rep, cast.manager)
    url = reverse("contracts:contract_word", args=[contract.pk])
    answer = page_of(cast.rep).get(url)
    assert answer.content.startswith(b"PK") and f"{contract.number}.docx" in answer["Content-Disposition"]
    assert page_of(cast.agent).get(url).status_code == 403
    assert (
        page_of(cast.agent).get(reverse("contracts:contract_returned", args=[contract.pk])).status_code == 403
    )


def test_the_file_of_a_template_is_given_on_its_page(cast: Any) -> None:
    template = save_template(ContractTemplate(code="KH-9", name="模板"), by=cast.executive, clauses=[])
    client, url = page_of(cast.executive), reverse("contracts:template_word", args=[template.pk])
    assert b"line_name" in client.get(url).content
    bad = packed(parts(f"<w:p>{run('{{ nope }}')}</w:p>"))
    assert client.post(url, {"file": io_file(bad)}).status_code == 422
    assert client.post(url, {"file": io_file(own_paper())}).status_code == 302
    assert "回传.docx" in client.get(template.get_absolute_url()).content.decode()
    assert client.post(url, {}).status_code == 302
    template.refresh_from_db()
    assert template.word_file is None
