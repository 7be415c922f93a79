"""An amount that a field policy closes is told by no page, tab, list, export or answer made of it."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import DecimalField
from django.urls import reverse

from accounts.models import FieldPolicy, Role
from records.record_type import RECORD_TYPES
from records.tabs import TABS

from .routes import PRIVATE
from .test_access import body_of
from .world import World

pytestmark = pytest.mark.slow
APPS = ("orders", "contracts", "sales", "marketing", "catalog")
AMOUNT = re.compile(
    r"amount|price|cost$|^(net|tax|gross|budget|attributed_profit|ceiling|target|reported|baseline)$"
)
SETTLED = {"received", "taken_back", "allocated", "called_off"}
BALANCES = {"opening", "goods", "returns", "receipts", "claims", "closing"}
SAID = re.compile(r"\d{1,3}(?:,\d{3}){2,}|\b\d{7,9}\.\d{2,6}\b|[\d,]+\.\d\d 万元")
# Who may change a line of a quote at all fills it in: its form holds what it asks for.
FORMS = {"sales:quote_edit", "sales:quote_submit"}


def amounts(model: Any) -> list[str]:
    names = [field.name for field in model._meta.concrete_fields if isinstance(field, DecimalField)]
    return [name for name in names if AMOUNT.search(name) or name in SETTLED | BALANCES]


def close_amounts() -> None:
    for label in APPS:
        for model in apps.get_app_config(label).get_models():
            names = amounts(model)
            if not names or model.__name__.startswith("Historical"):
                continue
            told = {name: 1_000_001 if name in SETTLED else 7_654_321 for name in names}
            model._base_manager.update(**told)
            entity = ContentType.objects.get_for_model(model)
            for role in Role.objects.all():
                for name in names:
                    FieldPolicy.objects.update_or_create(
                        role=role, entity=entity, field=name, defaults={"mode": "hidden"}
                    )


def addresses(world: World) -> Iterator[tuple[str, str]]:
    """Who opens what: each page, each tab of each record, each list with all columns, as a file and over the API."""
    for route in PRIVATE:
        if "get" in route.takes and route.name not in FORMS:
            yield route.opens, route.url(world)
    things = [thing for thing in vars(world).values() if hasattr(thing, "_meta")]
    for thing in things:
        for tab in TABS.get(thing._meta.label_lower, ()):
            yield "finance", f"{thing.get_absolute_url()}?tab={tab.name}"
            yield "rep", f"{thing.get_absolute_url()}?tab={tab.name}"
    for name, record in RECORD_TYPES.items():
        columns = ",".join(column.name for column in record.columns)
        for who in ("rep", "finance"):
            yield who, f"{record.list_url}?columns={columns}"
            yield who, f"{reverse('records:export', args=[name])}?columns={columns}"
            yield who, f"/api/v1/{name}"


@pytest.mark.django_db
def test_a_closed_amount_and_what_is_made_of_it_is_told_nowhere(world: World, browser: Callable) -> None:
    close_amounts()
    wrong = []
    for who, address in dict.fromkeys(addresses(world)):
        answer = browser(who).get(address)
        if answer.status_code >= 500:
            wrong.append((who, address, str(answer.status_code)))
        told = body_of(answer)
        wrong += [(who, address, told[max(0, at.start() - 80) : at.end()]) for at in SAID.finditer(told)]
    assert not wrong
