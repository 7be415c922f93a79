"""The pages of a contract: the editor without a script, its verbs, what an agent is not shown, the API."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from contracts.models import Contract, ContractAmendment
from contracts.services import review
from core import clock
from records import attachments
from tests import factories
from tests.contracts.things import CLAUSES, hang, make_contract, make_executing, make_reviewed
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


def typed(customer: Any, **more: Any) -> dict[str, Any]:
    today = clock.today()
    return {
        "customer": customer.pk,
        "name": "年度合同",
        "currency": "CNY",
        "tax_included": "on",
        "start_on": today.isoformat(),
        "end_on": (today + timedelta(days=364)).isoformat(),
        "line-0-description": "轴承",
        "line-0-quantity": "10",
        "line-0-price": "113",
        "clause-rows": "1",
        "clause-0-title": "质保",
        "clause-0-body": "24 个月",
        "clause-0-at": "1",
        "clause-1-title": "质量",
        "clause-1-body": "合格",
        "clause-1-at": "0",
        "term-rows": "1",
        "term-0-kind": "advance",
        "term-0-percent": "100",
        "term-1-percent": "",
        **more,
    }


def test_a_contract_is_written_on_one_page_and_blank_rows_are_none(cast: Any, customer: Any) -> None:
    answer = page_of(cast.rep).post(reverse("contracts:contract_create"), typed(customer))
    contract = Contract.objects.get()
    assert answer.status_code == 302 and answer["Location"] == contract.get_absolute_url()
    assert list(contract.clauses.order_by("place").values_list("title", flat=True)) == ["质量", "质保"]
    assert contract.payment_terms.count() == 1 and contract.gross_amount == 1130


def test_nothing_that_was_typed_is_lost_on_a_refusal(cast: Any, customer: Any) -> None:
    given = typed(
        customer, **{"clause-0-body": "{{ nope }}", "term-0-percent": "12x", "end_on": "2001-01-01"}
    )
    answer = page_of(cast.rep).post(reverse("contracts:contract_create"), given)
    text = answer.content.decode()
    assert answer.status_code == 422 and not Contract.objects.exists()
    assert all(words in text for words in ("{{ nope }}", "12x", "2001-01-01", "合格"))


def test_a_term_of_payment_far_beyond_what_is_agreed_is_refused(cast: Any, customer: Any) -> None:
    for name in ("days", "months"):
        answer = page_of(cast.rep).post(
            reverse("contracts:contract_create"), typed(customer, **{f"term-0-{name}": "9" * 23})
        )
        assert answer.status_code == 422, name
    assert not Contract.objects.exists()


def test_terms_that_do_not_come_to_a_hundred_are_saved_with_a_warning(cast: Any, customer: Any) -> None:
    client = page_of(cast.rep)
    answer = client.post(
        reverse("contracts:contract_create"), typed(customer, **{"term-0-percent": "70"}), follow=True
    )
    assert "70 %" in answer.content.decode() and Contract.objects.count() == 1


def test_from_draft_to_execution_by_the_pages(cast: Any, customer: Any) -> None:
    contract = make_contract(customer, cast.rep)
    rep, manager = page_of(cast.rep), page_of(cast.manager)

    def do(client: Client, name: str, **data: Any) -> int:
        return client.post(reverse(f"contracts:contract_{name}", args=[contract.pk]), data).status_code

    assert [do(rep, "submit"), do(manager, "approve"), do(rep, "confirm")] == [302] * 3
    assert do(manager, "sign") == 422  # no signed copy yet, said at its field
    copy = hang(contract, cast.rep)
    assert do(manager, "sign", signed_copy=copy.pk) == 302 and do(rep, "start") == 302
    contract.refresh_from_db()
    assert contract.status == "executing"
    for tab in (
        "overview",
        "lines",
        "clauses",
        "terms",
        "versions",
        "amendments",
        "execution",
        "files",
        "history",
    ):
        assert rep.get(f"{contract.get_absolute_url()}?tab={tab}").status_code == 200
    assert rep.get(reverse("contracts:contract_pdf", args=[contract.pk]))["Content-Type"] == "application/pdf"
    compared = rep.get(
        reverse("contracts:contract_compare", args=[contract.pk]), {"before": "1", "after": "now"}
    )
    assert compared.status_code == 200


def test_an_amendment_is_written_shown_and_put_in_force_by_the_pages(cast: Any, customer: Any) -> None:
    contract = make_executing(customer, cast.rep, cast.manager)
    client, url = page_of(cast.rep), reverse("contracts:contract_amend", args=[contract.pk])
    assert client.get(url).status_code == 200
    end = contract.end_on + timedelta(days=9)
    facts = {"reason": "客户延期", "end_on": end.isoformat(), "renew_notice_days": "90"}
    (position,) = contract.positions.all()
    facts |= {
        "line-0-id": position.pk,
        "line-0-description": "推力轴承",
        "line-0-quantity": "100",
        "line-0-price": "113",
    }
    facts |= {"line-0-discount": "0", "line-0-vat_rate": "13"}
    answer = client.post(url, facts)
    assert answer.status_code == 302, answer.content.decode()
    amendment = ContractAmendment.objects.get()
    assert set(amendment.after["asked"]) >= {"end_on"}
    shown = client.get(amendment.get_absolute_url()).content.decode()
    assert end.isoformat() in shown
    assert client.get(reverse("contracts:amendment_edit", args=[amendment.pk])).status_code == 200
    client.post(reverse("contracts:amendment_submit", args=[amendment.pk]))
    page_of(cast.manager).post(reverse("contracts:amendment_approve", args=[amendment.pk]))
    contract.refresh_from_db()
    assert (contract.status, contract.end_on) == ("executing", end)
    assert contract.clauses.alive().count() == 2


def test_an_agent_reads_that_there_is_a_contract_not_what_was_agreed(cast: Any, customer: Any) -> None:
    contract = make_executing(customer, cast.rep, cast.manager)
    client = page_of(cast.agent)
    text = "".join(
        client.get(f"{contract.get_absolute_url()}?tab={tab}").content.decode()
        for tab in ("overview", "lines", "clauses", "terms", "versions", "execution")
    )
    assert contract.number in text and "11,300" not in text and CLAUSES[1]["body"] not in text
    assert client.get(reverse("contracts:contract_pdf", args=[contract.pk])).status_code == 403
    scan = attachments.of(contract).get()  # the signed copy says all of it
    told = [
        page_of(who).get(f"{contract.get_absolute_url()}?tab=files").content for who in (cast.agent, cast.rep)
    ]
    assert [scan.name.encode() in page for page in told] == [False, True]
    address = reverse("records:file", args=[scan.pk])
    assert (client.get(address).status_code, page_of(cast.rep).get(address).status_code) == (404, 200)


def test_a_program_writes_and_reads_the_same_rows(cast: Any, customer: Any) -> None:
    client = page_of(cast.rep)
    today = clock.today()
    body = {
        "customer": customer.pk,
        "name": "接口合同",
        "start_on": today.isoformat(),
        "end_on": today.isoformat(),
        "lines": [{"description": "轴承", "quantity": "2", "price": "10"}],
        "clause_list": [{"title": "质保", "body": "24 个月"}],
        "term_list": [{"kind": "advance", "percent": "100"}],
    }
    answer = client.post("/api/v1/contracts", json.dumps(body), content_type="application/json")
    assert answer.status_code == 201, answer.content.decode()
    pk = answer.json()["id"]
    found = client.get(f"/api/v1/contracts/{pk}").json()
    assert found["clause_list"][0]["title"] == "质保" and found["term_list"][0]["percent"].startswith("100")
    answer = client.post(f"/api/v1/contracts/{pk}/submit", "{}", content_type="application/json")
    assert answer.status_code == 200 and answer.json()["status"] == "reviewing"


def test_a_settled_contract_says_what_its_signature_waits_for(cast: Any, customer: Any) -> None:
    contract = review.confirm_contract(make_reviewed(customer, cast.rep, cast.manager), by=cast.rep)
    address = contract.get_absolute_url()

    def links(user: Any) -> list[str]:
        return [banner.url for banner in page_of(user).get(address).context["banners"]]

    assert links(cast.rep) == [f"{address}?tab=files"]
    hang(contract, cast.rep)
    assert links(cast.rep) == [""] and links(cast.manager) == []
