"""A lead's page says what comes of it that nobody has touched it, and when."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from core import clock
from marketing.models import Lead
from marketing.services.lead_escalation import LEADER, REMIND, next_step

pytestmark = pytest.mark.django_db


def make_lead(cast: Any, **facts: Any) -> Lead:
    made = {
        "title": "样品询价",
        "company": "成都传动",
        "status": "assigned",
        "owner": cast.rep,
        "department": cast.east,
        "assigned_at": clock.now(),
        **facts,
    }
    return Lead.objects.create(**made)


def test_each_step_comes_by_the_hours_of_its_parameter(cast: Any) -> None:
    lead = make_lead(cast)
    assert next_step(lead) == (REMIND, lead.assigned_at + timedelta(hours=72))
    lead.escalation = 1
    assert next_step(lead) == (LEADER, lead.assigned_at + timedelta(hours=120))
    lead.escalation = 3
    assert next_step(lead) is None


def test_a_touched_lead_waits_for_nothing(cast: Any) -> None:
    assert next_step(make_lead(cast, touched_at=clock.now())) is None


def test_the_page_says_so(cast: Any, client: Client) -> None:
    client.force_login(cast.rep)
    page = client.get(f"/leads/{make_lead(cast).pk}/", headers={"Accept-Language": "en"}).content.decode()
    assert "Untouched, its owner is reminded" in page
    page = client.get(
        f"/leads/{make_lead(cast, is_high_risk=True, escalation=3).pk}/", headers={"Accept-Language": "en"}
    ).content.decode()
    assert "Untouched" not in page
    assert "high risk" in page
