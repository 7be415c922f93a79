"""Pools, their rules and the caps in the administration: shaped there, felt at once, and no customer shown."""

from datetime import timedelta

import pytest
from django.urls import reverse

from contacts.models import HoldingLimit, PoolRule, PublicPool
from contacts.selectors import recall
from core import clock
from core.models import ActionLog
from tests.factories import make_customer, make_pool

pytestmark = pytest.mark.django_db


def posted(pool=None, rules=(), **changes):
    body = {
        "name": "华东公海", "sort": "1", "is_active": "on", "auto_recall": "on", "prev_owner_days": "30",
        "new_entry_protect_days": "0", "remind_days": "7，3,1", "hidden_fields": ["city"],
        "rules-TOTAL_FORMS": str(len(rules)), "rules-INITIAL_FORMS": "0",
    }  # fmt: skip
    for place, rule in enumerate(rules):
        body |= {f"rules-{place}-{name}": value for name, value in rule.items()}
    return body | changes


def test_an_administrator_makes_a_pool_with_a_rule(cast, sign_in):
    browser = sign_in(cast.admin)
    rule = {
        "trigger": "not_followed",
        "limit_days": "30",
        "is_active": "on",
        "holds": ["locked", "assignment", "open_opportunity"],
    }
    page = browser.get(reverse("admin:contacts_publicpool_add"))
    assert page.status_code == 200
    answer = browser.post(
        reverse("admin:contacts_publicpool_add"), posted(rules=[rule], departments=[str(cast.east.pk)])
    )
    assert answer.status_code == 302, answer.context["errors"]
    pool = PublicPool.objects.get()
    assert pool.remind_days == [7, 3, 1] and pool.hidden_fields == ["city"]
    made = PoolRule.objects.get()
    assert made.lifted_exemptions == ["key_account"]
    assert {hold.code for hold in recall.holds_of(made)} == {"locked", "assignment", "open_opportunity"}
    assert ActionLog.objects.filter(verb="system.admin_added").exists()


def test_a_change_of_a_rule_is_felt_by_lists_at_once(cast, sign_in):
    pool = make_pool(departments=[cast.east], rules=[("not_followed", 30)])
    customer = make_customer(owner=cast.rep, owner_since=clock.now() - timedelta(days=10))
    rows = type(customer).objects.filter(pk=customer.pk)
    assert recall.with_days_left(rows).get().ownership_days_left == 20
    rule = pool.rules.get()
    url = reverse("admin:contacts_publicpool_change", args=[pool.pk])
    changed = {"id": str(rule.pk), "trigger": "not_followed", "limit_days": "15", "is_active": "on",
               "holds": ["locked", "key_account", "assignment", "open_opportunity"]}  # fmt: skip
    body = posted(rules=[changed], departments=[str(cast.east.pk)], **{"rules-INITIAL_FORMS": "1"})
    answer = sign_in(cast.admin).post(url, body)
    assert answer.status_code == 302, answer.context["errors"]
    assert recall.with_days_left(rows).get().ownership_days_left == 5
    assert PoolRule.objects.get().lifted_exemptions == []


@pytest.mark.parametrize("days", ["sieben", "-3", "7;3", "12345"])
def test_warning_days_are_whole_numbers(cast, sign_in, days):
    answer = sign_in(cast.admin).post(reverse("admin:contacts_publicpool_add"), posted(remind_days=days))
    assert answer.status_code == 200 and not PublicPool.objects.exists()


def test_the_preview_counts_for_an_administrator_and_names_for_a_manager(cast, sign_in):
    make_pool(departments=[cast.east], rules=[("not_followed", 30)])
    make_customer("明天收回的客户", owner=cast.rep, owner_since=clock.now() - timedelta(days=30))
    make_customer("后天收回的客户", owner=cast.rep, owner_since=clock.now() - timedelta(days=29))
    url = reverse("contacts:pool_preview")
    seen = sign_in(cast.manager).get(url).content.decode()
    assert "明天收回的客户" in seen and "后天收回的客户" not in seen
    counted = sign_in(cast.admin).get(url)
    assert counted.status_code == 200 and "明天收回的客户" not in counted.content.decode()
    assert counted.context["rules"][0]["count"] == 1
    assert sign_in(cast.rep).get(url).status_code == 403


def test_caps_are_entered_for_one_scope(cast, sign_in):
    browser = sign_in(cast.admin)
    url = reverse("admin:contacts_holdinglimit_add")
    both = {"user": cast.rep.pk, "department": cast.east.pk, "kind": "owned", "applies": "each", "max": "5"}
    assert browser.post(url, both).status_code == 200
    assert browser.post(url, {**both, "department": ""}).status_code == 302
    assert HoldingLimit.objects.get().user == cast.rep
