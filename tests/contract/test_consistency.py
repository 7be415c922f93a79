"""A row is visible by all roads or by none: list, search in the list, pick, export, API, page."""

import csv
import io
import os
import random
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from accounts.models import Grant, Role, User, UserRole
from accounts.models.role import Span
from contacts.models import Contact, Customer
from contacts.services.share import share_customer
from core import clock
from records import search
from tests import factories

from .test_access import body_of

ROUNDS = int(os.environ.get("CRM_SOAK_ROUNDS", "10"))  # make soak asks for more
ACTIONS = ("view", "export", "change")


def company(cast: Any) -> list[Customer]:
    """Customers of both departments, of nobody, with a colleague in a team and one shared."""
    owners = [cast.rep, cast.colleague, cast.manager, cast.other_rep, cast.other_manager, None]
    customers = []
    for number in range(12):
        customer = factories.make_customer(f"一致{number:02d}号有限公司", owners[number % len(owners)])
        factories.make_contact(customer, f"一致人{number:02d}")
        customers.append(customer)
    factories.make_team_member(customers[3], cast.rep)
    factories.make_team_member(customers[4], cast.rep, expires_at=clock.now())
    share_customer(customers[9], by=cast.other_manager, user=cast.rep)
    for customer in customers:
        search.index(customer)
        for contact in customer.contacts.all():
            search.index(contact)
    return customers


def grant(user: User, spans: dict[str, str]) -> None:
    """Give the user one role with exactly these grants."""
    UserRole.objects.filter(user=user).delete()
    role = Role.objects.create(code=f"try{factories.number()}", name="试")
    for name, span in spans.items():
        _app, _dot, codename = name.partition(".")
        permission = Permission.objects.get(codename=codename, content_type__app_label="contacts")
        Grant.objects.create(role=role, permission=permission, span=span)
    UserRole.objects.create(user=user, role=role)


def shown_by(client: Any, record: str, prefix: str, model: Any) -> dict[str, set[str]]:
    """Road → names of the rows that it shows."""
    names = set(model.objects.values_list("name", flat=True))

    def named(text: str) -> set[str]:
        return {name for name in names if name in text}

    roads = {}
    page = client.get(reverse(f"contacts:{prefix}_list"), {"size": 100})
    found = client.get(reverse(f"contacts:{prefix}_list"), {"q": "一致", "size": 100})
    table = re.compile(r"<tbody.*?</tbody>", re.S)
    for road, response in (("list", page), ("search in the list", found)):
        roads[road] = named("".join(table.findall(response.content.decode())))
    api = client.get(f"/api/v1/{record}", {"limit": 100})
    roads["api"] = {row["name"] for row in api.json().get("items", [])}
    pick = client.get(reverse("records:pick", args=[record]), {"q": "一致"})
    roads["pick"] = {row["text"] for row in pick.json()["results"]} if pick.status_code == 200 else set()
    roads["page"] = {
        row.name
        for row in model.objects.all()
        if client.get(reverse(f"contacts:{prefix}_detail", args=[row.pk])).status_code == 200
    }
    return roads


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(ROUNDS))
def test_whatever_the_grants_all_roads_lead_to_the_same_rows(cast: Any, sign_in: Callable, seed: int) -> None:
    company(cast)
    draw = random.Random(seed)
    user = draw.choice([cast.rep, cast.manager])
    spans = {
        f"contacts.{action}_{model}": draw.choice(Span.values)
        for model in ("customer", "contact")
        for action in ACTIONS
        if action == "view" or draw.random() < 0.7
    }
    grant(user, spans)
    client = sign_in(user)
    for record, prefix, model in (("customers", "customer", Customer), ("contacts", "contact", Contact)):
        expected = set(model.objects.visible_to(User.objects.get(pk=user.pk)).values_list("name", flat=True))
        for road, names in shown_by(client, record, prefix, model).items():
            assert names == expected, f"{road} of {record} with {spans}"
        assert exported(client, record) == exportable(user, model, expected), (
            f"export of {record} with {spans}"
        )


def exportable(user: User, model: Any, visible: set[str]) -> set[str]:
    fresh = User.objects.get(pk=user.pk)
    return visible & set(model.objects.visible_to(fresh, "export").values_list("name", flat=True))


def exported(client: Any, record: str) -> set[str]:
    response = client.get(reverse("records:export", args=[record]))
    if response.status_code == 403:
        return set()
    rows = list(csv.reader(io.StringIO(body_of(response).lstrip("\ufeff"))))
    mark = "一致人" if record == "contacts" else "一致"
    return {next(cell for cell in row if cell.startswith(mark)) for row in rows[1:]}
