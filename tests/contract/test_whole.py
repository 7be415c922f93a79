"""The API and the administration site, proven whole: by the API's own description and the site's own registry."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from contacts.services.share import share_customer
from records.record_type import RECORD_TYPES

from .tables import digest
from .world import CANARY, World

pytestmark = pytest.mark.slow
NOWHERE = 987654321
# Record type → the world's row of it.
THINGS = {
    "customers": "customer",
    "customer-units": "unit",
    "contacts": "contact",
    "follow-ups": "follow_up",
    "installed-assets": "asset",
    "stakeholder-roles": "stakeholder",
    "customer-relations": "company_relation",
    "notices": "notice",
    "assignments": "assignment",
    "handover-notes": "handover_note",
    "pooled-customers": "pooled",
    "tier-changes": "tier_change",
    "credit-ratings": "credit_rating",
    "public-pools": "pool",
    "price-lists": "price_list",
    "price-list-lines": "price",
    "customer-part-numbers": "part_number",
    "deal-prices": "deal",
    "process-runs": "run",
    "process-tasks": "task",
    "leads": "lead",
    "opportunities": "sale",
    "quotes": "quote_draft",
    "contracts": "contract_draft",
    "visits": "visit",
    "work-plans": "work_plan",
    "tasks": "given_task",
    "lead-rules": "lead_rule",
    "web-forms": "web_form",
    "market-infos": "market_info",
    "competitors": "competitor",
    "competitor-products": "competitor_product",
    "competitor-sightings": "sighting",
    "campaigns": "campaign",
    "campaign-members": "campaign_member",
    "campaign-costs": "campaign_cost",
    "mails": "mail",
    "resource-files": "resource",
    "inquiries": "inquiry",
    "inquiry-lines": "inquiry_line",
    "samples": "sample",
    "expenses": "expense",
    "account-plans": "plan",
    "plan-objectives": "plan_objective",
    "plan-choices": "plan_choice",
    "plan-actions": "plan_action",
    "forecasts": "forecast",
    "account-assessments": "assessment",
    "payment-plans": "payment_plan",
    "orders": "order_draft",
    "shipments": "shipment_new",
    "acceptances": "acceptance",
    "returns": "goods_return",
    "receipts": "receipt",
    "invoices": "invoice",
    "order-lines": "order_line",
    "invoice-lines": "invoice_line",
    "statements": "statement",
}
# What administrators shape of customers: the rules, never a customer.
RULES = {"RelationType", "PublicPool", "HoldingLimit"}
# Whose rows everybody in the house reads, or which an administrator alone does.
OPEN_TO_COLLEAGUES = {"dictionaries", "dictionary-entries"}
OPEN_TO_COLLEAGUES |= {"employees", "departments", "login-log", "operation-log", "custom-fields", "processes"}
OPEN_TO_COLLEAGUES |= {
    "mail-templates",
    "clauses",
    "contract-templates",
    "products",
    "product-categories",
    "fx-rates",
    "stock-snapshots",
    "production-snapshots",
    "webhooks",
    "erp",
    "erp-messages",
}


def operations() -> list[tuple[str, str]]:
    document = Client().get("/api/v1/openapi.json").json()
    return [(path, method) for path, given in document["paths"].items() for method in given]


def call(client: Client, path: str, method: str, pk: int) -> Any:
    body = {} if method in {"get", "delete"} else {"data": "{}", "content_type": "application/json"}
    return getattr(client, method)(path.replace("{pk}", str(pk)), **body)


def record_of(path: str) -> str:
    return path.removeprefix("/api/v1/").split("/")[0]


def pk_of(world: World, path: str) -> int:
    thing = THINGS.get(record_of(path))
    return getattr(world, thing).pk if thing else NOWHERE


@pytest.mark.django_db
def test_every_record_type_of_the_api_has_a_row_to_try() -> None:
    assert {record_of(path) for path, _method in operations()} - {""} == {*THINGS, *OPEN_TO_COLLEAGUES}
    assert set(RECORD_TYPES) >= set(THINGS)


def test_the_api_tells_nobody_anything_and_changes_nothing(world: World, browser: Callable) -> None:
    """Anonymous 401, without a role 403, another department's row 404 exactly as one that does not exist."""
    for who in ("nobody", "other_manager"):
        browser(who)
    before = digest()
    wrong = []
    for path, method in operations():
        pk = pk_of(world, path)
        promised = {"anonymous": 401, "nobody": 200 if path == "/api/v1/" else 403}
        if "{pk}" in path and record_of(path) in THINGS:
            promised["other_manager"] = 404
        for who, status in promised.items():
            client = Client() if who == "anonymous" else browser(who)
            answer = call(client, path, method, pk)
            # Who may not do it at all is told so before the row is looked for.
            if answer.status_code != status and not (
                who == "other_manager" and answer.status_code == 403 and method != "get"
            ):
                wrong.append((who, method, path, answer.status_code))
            if CANARY in answer.content.decode():
                wrong.append((who, method, path, "shows the row"))
    assert not wrong
    assert digest() == before


def test_who_is_refused_a_row_is_refused_one_that_is_not_there(world: World, browser: Callable) -> None:
    client = browser("other_manager")
    wrong = []
    for path, method in operations():
        if "{pk}" in path and record_of(path) in THINGS:
            seen = call(client, path, method, pk_of(world, path)).status_code
            none = call(client, path, method, NOWHERE).status_code
            if seen != none:
                wrong.append((method, path, seen, none))
    assert not wrong


# Those that list no model's rows in the site's way.
OWN_PAGES = ("index", "process_list", "parameters", "dictionaries", "numbering", "arrangements")


def admin_pages() -> list[str]:
    found = [reverse(f"admin:{name}") for name in OWN_PAGES]
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        found += [reverse(f"{name}_changelist"), reverse(f"{name}_add")]
    return found


def test_the_administration_site_opens_to_administrators_alone(world: World, browser: Callable) -> None:
    wrong = []
    for page in admin_pages():
        anonymous = Client().get(page)
        if anonymous.status_code != 302 or not anonymous["Location"].startswith(
            (reverse("accounts:sign_in"), "/admin/login/")
        ):
            wrong.append(("anonymous", page, anonymous.status_code))
    for who in ("rep", "manager", "executive", "nobody"):
        client = browser(who)
        before = digest()
        for page in admin_pages():
            # Following the one redirect that the site makes before it refuses.
            answer = client.get(page, follow=True)
            if answer.status_code != 403:
                wrong.append((who, page, answer.status_code))
        assert digest() == before
    assert not wrong


def test_each_administrator_finds_his_pages_and_no_business_data(world: World, browser: Callable) -> None:
    wrong = []
    opened = {who: 0 for who in ("admin", "security", "auditor")}
    for who in opened:
        for page in admin_pages():
            answer = browser(who).get(page)
            if answer.status_code not in {200, 302, 403}:
                wrong.append((who, page, answer.status_code))
            opened[who] += answer.status_code == 200
    assert not wrong
    assert all(opened.values()), opened
    assert not [
        model
        for model in admin.site._registry
        if model._meta.app_label == "contacts" and model.__name__ not in RULES
    ]


def test_who_may_only_read_a_row_changes_it_by_no_call(world: World, browser: Callable, cast: Any) -> None:
    share_customer(world.customer, by=cast.manager, user=cast.other_manager)
    client = browser("other_manager")
    assert client.get(f"/api/v1/customers/{world.customer.pk}").status_code == 200
    before = digest()
    wrong = []
    for path, method in operations():
        if "{pk}" in path and method != "get" and record_of(path) in THINGS:
            answer = call(client, path, method, pk_of(world, path))
            if answer.status_code not in {403, 404}:
                wrong.append((method, path, answer.status_code))
    assert not wrong
    assert digest() == before
