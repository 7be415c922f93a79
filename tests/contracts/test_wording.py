"""Templates and places, deviations from a master contract, versions and amendments, and the paper."""

import shutil
import subprocess
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from contracts import sources
from contracts.contract_pdf import html_of, pdf_of
from contracts.models import Clause, Contract, ContractAmendment, ContractTemplate
from contracts.places import filled, unknown_in, values_of
from contracts.selectors.compare import compare, compare_clauses
from contracts.selectors.deviations import deviating, deviations, has_deviations
from contracts.services import amendment as amending
from contracts.services import template as wording
from contracts.services.contract import fill_from_template, save_contract
from contracts.services.version import content_of
from contracts.word_diff import word_diff
from core.errors import DomainError
from marketing.models import OwnCompany
from tests import factories
from tests.contracts.things import CLAUSES, line, make_contract, make_executing, make_reviewed
from workflow.models import ProcessDefinition

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_process(db: Any) -> None:
    ProcessDefinition.objects.filter(doc_type__startswith="contract").update(is_active=False)


@pytest.fixture
def customer(cast: Any) -> Any:
    return factories.make_customer("东岭重卡", cast.rep)


def make_template(cast: Any, *bodies: str, **facts: Any) -> ContractTemplate:
    rows = [{"title": f"第{n}条", "body": body} for n, body in enumerate(bodies, start=1)]
    facts = {"code": "MB-01", "name": "统一模板", **facts}
    return wording.save_template(ContractTemplate(**facts), by=cast.manager, clauses=rows)


# -- places ------------------------------------------------------------------------------------------------------
ATTACKS = [
    "{{ settings.SECRET_KEY }}", "{{ number.__class__ }}", "{{7*7}}", "{{ number|safe }}", "{{ request }}",
    "{{ self.__init__.__globals__ }}", "{{ ''.__class__ }}", "{{ NUMBER }}", "{{ contract }}", "{{\nowner\n}}",
]  # fmt: skip
LITERAL = ["{% include 'x' %}", "${7*7}", "#{7*7}", "<%= 7*7 %>", "{# x #}", "%(number)s", "{number}"]


@pytest.mark.parametrize("text", ATTACKS)
def test_a_template_that_names_something_unknown_is_refused_when_it_is_saved(cast: Any, text: str) -> None:
    assert unknown_in(text)
    for facts in ({"opening": text}, {"closing": text}, {}):
        with pytest.raises(DomainError, match="amount_in_words") as refused:
            make_template(cast, text if not facts else "好", **facts)
        assert refused.value.code == "unknown_place"
    with pytest.raises(DomainError):
        wording.save_clause(Clause(code="T1", title="a", body=text), by=cast.manager)
    assert not ContractTemplate.objects.exists()


@pytest.mark.parametrize("text", LITERAL)
def test_what_other_engines_would_run_stays_as_it_is_written(cast: Any, customer: Any, text: str) -> None:
    contract = make_contract(customer, cast.rep, clauses=[{"title": "条款", "body": f"甲 {text} 乙"}])
    assert content_of(contract)["clauses"][0]["body"] == f"甲 {text} 乙"


def test_a_value_is_never_filled_in_turn(cast: Any) -> None:
    customer = factories.make_customer("{{ number }} <b>公司</b>", cast.rep)
    contract = make_contract(
        customer, cast.rep, clauses=[{"title": "双方", "body": "{{customer}}与{{ their_number }}"}]
    )
    assert content_of(contract)["clauses"][0]["body"] == "{{ number }} <b>公司</b>与________"
    assert filled("{{ nothing }}", values_of(contract)) == "{{ nothing }}"
    assert "&lt;b&gt;公司&lt;/b&gt;" in html_of(contract) and "<b>公司" not in html_of(contract)


# -- templates -----------------------------------------------------------------------------------------------------
def test_a_draft_is_filled_from_a_published_template_alone(cast: Any, customer: Any) -> None:
    template = make_template(
        cast, "甲方为{{ customer }}。", "金额{{ amount }}({{ amount_in_words }})。", mode="customer"
    )
    contract = make_contract(customer, cast.rep)
    with pytest.raises(DomainError) as refused:
        fill_from_template(contract, template, by=cast.rep)
    assert refused.value.code == "not_published"
    template = wording.publish_template(template, by=cast.executive)
    contract = fill_from_template(contract, template, by=cast.rep)
    assert contract.template == template and contract.template_mode == "customer"
    bodies = [row["body"] for row in content_of(contract)["clauses"]]
    assert bodies == ["甲方为东岭重卡。", "金额11,300.00(人民币壹万壹仟叁佰元整)。"]


def test_publishing_the_next_version_retires_the_one_before(cast: Any) -> None:
    first = wording.publish_template(make_template(cast, "一"), by=cast.executive)
    with pytest.raises(DomainError):
        wording.save_template(first, by=cast.manager, clauses=[])
    second = wording.new_edition(first, by=cast.manager)
    assert (second.edition, second.status, second.clauses.count()) == (2, "draft", 1)
    with pytest.raises(DomainError) as refused:
        wording.new_edition(first, by=cast.manager)
    assert refused.value.code == "draft_there"
    wording.publish_template(second, by=cast.executive)
    first.refresh_from_db()
    assert first.status == "retired"
    with pytest.raises(DomainError):
        wording.publish_template(first, by=cast.executive)


def test_a_template_number_stands_once(cast: Any) -> None:
    make_template(cast, "一")
    with pytest.raises(DomainError) as refused:
        make_template(cast, "二")
    assert refused.value.field == "code"


# -- comparing -----------------------------------------------------------------------------------------------------
def test_wordings_are_compared_word_by_word() -> None:
    assert word_diff("质保期 24 个月", "质保期 36 个月") == [
        ("same", "质保期 "), ("gone", "24"), ("new", "36"), ("same", " 个月"),
    ]  # fmt: skip
    assert word_diff("", "甲") == [("new", "甲")] and word_diff("甲", "甲") == [("same", "甲")]
    long = "甲乙" * 5000
    assert [kind for kind, _text in word_diff(long, long + "丙")] == ["gone", "new"]


def test_a_local_contract_is_compared_with_its_master_clause_by_clause(cast: Any, customer: Any) -> None:
    master = make_executing(
        customer, cast.rep, cast.manager, kind="master", clauses=[*CLAUSES, {"title": "仲裁", "body": "钦州"}]
    )
    facts = {"kind": "local", "master": master, "start_on": master.start_on, "end_on": master.end_on}
    same = make_contract(customer, cast.rep, **facts, clauses=[*CLAUSES, {"title": "仲裁", "body": "钦州"}])
    assert not has_deviations(same) and [row.kind for row in deviations(same)] == ["same"] * 3
    assert same.clauses.first().inherited.contract == master
    other = make_contract(
        customer,
        cast.rep,
        **facts,
        clauses=[
            {"title": "质保", "body": "质保期 36 个月，自验收之日起算。"},
            CLAUSES[0],
            {"title": "包装", "body": "木箱"},
        ],
    )
    assert [(row.kind, row.title) for row in deviations(other)] == [
        ("changed", "质保"), ("same", "质量"), ("new", "包装"), ("gone", "仲裁"),
    ]  # fmt: skip
    assert has_deviations(other) and len(deviating(other)) == 3


def test_the_same_clause_under_another_title_is_known_by_the_library(cast: Any) -> None:
    before = [{"title": "保密", "body": "三年", "clause": 5}]
    (row,) = compare_clauses(before, [{"title": "保密义务", "body": "三年", "clause": 5}])
    assert row.kind == "changed" and row.title == "保密 → 保密义务"


def test_versions_tell_what_changed_between_them(cast: Any, customer: Any) -> None:
    from contracts.services import review

    contract = make_reviewed(customer, cast.rep, cast.manager)
    contract = review.reopen_contract(contract, by=cast.rep, reason="客户改价")
    save_contract(contract, by=cast.rep, lines=[line(120)], clauses=CLAUSES[:1])
    review.submit_contract(contract, by=cast.rep)
    first, second = contract.versions.order_by("edition")
    found = compare(first.content, second.content)
    labels = {
        str(Contract._meta.get_field(name).verbose_name)
        for name in ("gross_amount", "net_amount", "tax_amount")
    }
    assert {row.title for row in found.fields} == labels
    assert [(row.kind, row.title) for row in found.clauses] == [("same", "质量"), ("gone", "质保")]
    assert "113" in found.lines[0].before and "120" in found.lines[0].after and not found.terms
    assert compare(second.content, second.content).is_same


# -- amendments ------------------------------------------------------------------------------------------------------
def test_what_is_carried_out_changes_by_an_approved_amendment_alone(
    cast: Any, customer: Any, monkeypatch: Any
) -> None:
    called = []
    monkeypatch.setattr(sources, "AMENDED", [lambda contract, by: called.append(contract.pk)])
    contract = make_executing(customer, cast.rep, cast.manager)
    end = contract.end_on + timedelta(days=30)
    clauses = [CLAUSES[0], {"title": "质保", "body": "质保期 36 个月。"}]
    amendment = amending.draft_amendment(
        contract, by=cast.rep, reason="客户延期", end_on=end, clauses=clauses
    )
    contract.refresh_from_db()
    assert contract.status == "amending" and contract.end_on == end - timedelta(days=30)
    assert contract.clauses.filter(body__contains="24").exists()
    with pytest.raises(DomainError):
        amending.draft_amendment(contract, by=cast.rep, reason="再改", end_on=end)
    amendment = amending.submit_amendment(amendment, by=cast.rep)
    with pytest.raises(PermissionDenied):
        amending.approve_amendment(amendment, by=cast.rep)
    amendment = amending.approve_amendment(amendment, by=cast.manager)
    contract.refresh_from_db()
    assert (contract.status, contract.end_on, called) == ("executing", end, [contract.pk])
    assert contract.versions.first().origin == "amended" and amendment.decided_at
    found = compare(amendment.before, amendment.after["content"])
    assert [(row.before, row.after) for row in found.fields] == [
        ((end - timedelta(days=30)).isoformat(), end.isoformat())
    ]
    assert [row.kind for row in found.clauses] == ["same", "changed"]


def test_an_amendment_that_would_change_nothing_or_not_hold_is_refused(cast: Any, customer: Any) -> None:
    contract = make_executing(customer, cast.rep, cast.manager)
    for asked in (
        {},
        {"end_on": contract.end_on},
        {"end_on": contract.start_on - timedelta(days=1)},
        {"payment_terms": [{"percent": Decimal(50)}]},
        {"clauses": [{"title": "a", "body": "{{ nope }}"}]},
    ):
        with pytest.raises(DomainError):
            amending.draft_amendment(contract, by=cast.rep, reason="试", **asked)
    contract.refresh_from_db()
    assert contract.status == "executing" and not ContractAmendment.objects.exists()


def test_positions_that_are_ordered_stay_with_what_is_ordered(cast: Any, customer: Any) -> None:
    contract = make_executing(customer, cast.rep, cast.manager)
    position = contract.positions.get()
    position.ordered = Decimal(40)
    position.save()
    for lines in ([line(100, "39.9999", id=position.pk)], [line(100, 100)]):
        with pytest.raises(DomainError) as refused:
            amending.draft_amendment(contract, by=cast.rep, reason="减量", lines=lines)
        assert refused.value.code == "ordered"
    amendment = amending.draft_amendment(
        contract, by=cast.rep, reason="减量", lines=[line(100, 40, id=position.pk)]
    )
    amending.approve_amendment(amending.submit_amendment(amendment, by=cast.rep), by=cast.manager)
    contract.refresh_from_db()
    position.refresh_from_db()
    assert (contract.gross_amount, position.quantity, position.ordered) == (4000, 40, 40)


def test_a_rejected_or_withdrawn_amendment_leaves_the_contract_as_it_was(cast: Any, customer: Any) -> None:
    contract = make_executing(customer, cast.rep, cast.manager)
    before = content_of(contract)
    for end in (amending.withdraw_amendment, None):
        amendment = amending.draft_amendment(contract, by=cast.rep, reason="改", delivery_terms="自提")
        if end is not None:
            end(amendment, by=cast.rep)
        else:
            amendment = amending.submit_amendment(amendment, by=cast.rep)
            amending.refuse_amendment(amendment, by=cast.manager, reason="不同意")
        contract.refresh_from_db()
        assert contract.status == "executing" and content_of(contract) == before
    assert list(ContractAmendment.objects.values_list("number", flat=True)) == [
        f"{contract.number}-B2", f"{contract.number}-B1",
    ]  # fmt: skip


# -- the paper ---------------------------------------------------------------------------------------------------------
needs_poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler is not installed")


def text_of(body: bytes, tmp_path: Path) -> str:
    file = tmp_path / "c.pdf"
    file.write_bytes(body)
    return subprocess.run(
        ["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True
    ).stdout


@needs_poppler
def test_the_paper_says_what_was_agreed_in_both_languages(cast: Any, customer: Any, tmp_path: Path) -> None:
    OwnCompany.objects.create(name="海砺轴承", name_en="Haili Bearings")
    contract = make_reviewed(customer, cast.rep, cast.manager, name="年度供货合同", their_number="CG-88")
    text = text_of(pdf_of(contract), tmp_path)
    assert "1/1" in text.replace(" ", "")
    for words in ("年度供货合同", contract.number, "CG-88", "东岭重卡", "海砺轴承", "推力轴承", "11,300.00"):
        assert words in text
    assert "人民币壹万壹仟叁佰元整" in text.replace(" ", "") and "质保期 24 个月" in text
    contract.language = "en"
    text = text_of(pdf_of(contract), tmp_path)
    assert "Haili Bearings" in text and "Buyer" in text and "Seller" in text and "internal notes" not in text


@needs_poppler
def test_a_long_contract_stays_small_with_its_fonts_embedded_and_cut(
    cast: Any, customer: Any, tmp_path: Path
) -> None:
    clauses = [
        {"title": f"第{n}条", "body": "双方应当按照本合同的约定全面履行自己的义务，遵循诚信原则。" * 5}
        for n in range(1, 26)
    ]
    contract = make_contract(customer, cast.rep, *(line(100 + n) for n in range(12)), clauses=clauses)
    body = pdf_of(contract)
    pages = text_of(body, tmp_path).count("\f")
    assert pages >= 3 and len(body) <= 400_000
    fonts = subprocess.run(
        ["pdffonts", tmp_path / "c.pdf"], capture_output=True, text=True, check=True
    ).stdout
    rows = [row.split() for row in fonts.splitlines()[2:]]
    assert rows and all(row[0][6] == "+" and row[-5:-2] == ["yes", "yes", "yes"] for row in rows)


@needs_poppler
def test_markup_in_a_field_is_text_and_opens_nothing(cast: Any, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("TOP-SECRET-77")
    attack = f'<img src="file://{secret}"><style>*{{background:url(file://{secret})}}</style><svg><image href="http://127.0.0.1:9/x"/></svg>'
    customer = factories.make_customer("攻击", cast.rep, reg_address="<iframe src=file:///etc/passwd>")
    contract = make_contract(
        customer,
        cast.rep,
        line(1, 1),
        name=attack[:100],
        terms=[],
        clauses=[{"title": "<h1>x</h1>", "body": attack}],
    )
    contract.terms = '<link rel="attachment" href="file:///etc/passwd">'
    body = pdf_of(contract)
    text = text_of(body, tmp_path)
    assert "TOP-SECRET-77" not in text and "root:" not in text and b"/EmbeddedFile" not in body
    assert "<h1>x</h1>" in text and '<link rel="attachment"' in text and "<svg>" in text


def test_internal_notes_and_costs_never_reach_the_paper(cast: Any, customer: Any) -> None:
    contract = make_contract(customer, cast.rep, notes="底价九折")
    assert "底价九折" not in html_of(contract)


def test_only_what_is_not_settled_is_marked_as_a_draft(cast: Any, customer: Any) -> None:
    assert 'class="mark"' in html_of(make_reviewed(customer, cast.rep, cast.manager))
    executing = make_executing(customer, cast.rep, cast.manager)
    assert isinstance(executing, Contract) and 'class="mark"' not in html_of(executing)
