"""A lead's phone and mail show in full to those who work on it; others see masks, by every road."""

import json
from typing import Any

import pytest
from django.contrib.auth.models import Permission

from accounts.models import Grant, Role, UnmaskLog, UserRole
from core.operation import acting_as
from marketing.models import Lead
from marketing.records.lead import LEADS
from marketing.selectors.leads import lead_hits
from marketing.services.lead import update_lead
from marketing.services.lead_intake import take_in
from records import search
from tests import factories

pytestmark = pytest.mark.django_db
PHONE, MAIL = "13812345678", "liming@yard.example"
SECRETS = (PHONE, MAIL, "13912345678", "other@yard.example")


@pytest.fixture
def lead(cast: Any) -> Lead:
    with acting_as(cast.rep):
        made = take_in(
            by=cast.rep,
            channel="manual",
            title="询价",
            company="甲船厂",
            contact_name="李明",
            phone=PHONE,
            email=MAIL,
        )
        update_lead(made, by=cast.rep, phone="13912345678", email="other@yard.example")
        return update_lead(made, by=cast.rep, phone=PHONE, email=MAIL)


def holder(cast: Any, *actions: str) -> Any:
    """Somebody who may do this to every lead, and read none of their numbers."""
    role = Role.objects.create(code="numberless", name="不看号码")
    for action in actions:
        permission = Permission.objects.get(codename=f"{action}_lead")
        Grant.objects.create(role=role, permission=permission, span="all")
    user = factories.make_employee(None, cast.office, "只看公司")
    UserRole.objects.create(user=user, role=role)
    return user


def roads(lead: Lead) -> list[str]:
    wide = "columns=title,company,phone,email"
    return [
        lead.get_absolute_url(),
        f"{lead.get_absolute_url()}?tab=history",
        f"/leads/?{wide}",
        f"/api/v1/leads/{lead.pk}",
        "/api/v1/leads",
    ]


def text(answer: Any) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return str(content.decode())


def test_who_works_on_it_reads_it_everywhere(cast: Any, sign_in: Any, lead: Lead) -> None:
    for road in roads(lead):
        answer = text(sign_in(cast.rep).get(road))
        assert PHONE in answer and MAIL in answer, road


def test_finance_reads_masks_by_every_road(cast: Any, sign_in: Any, lead: Lead) -> None:
    client = sign_in(cast.finance)
    for road in roads(lead):
        answer = client.get(road)
        assert answer.status_code == 200, road
        shown = text(answer)
        assert not [word for word in SECRETS if word in shown], road
        assert "tab=history" in road or "138****5678" in shown, road


def test_an_export_carries_the_mask_of_its_reader(cast: Any, sign_in: Any, lead: Lead) -> None:
    user = holder(cast, "view", "export")
    shown = text(sign_in(user).get("/lists/leads/export/?columns=company,phone,email&format=csv"))
    assert "甲船厂" in shown and PHONE not in shown and MAIL not in shown


def test_digits_and_mails_find_a_lead_only_for_who_reads_them(cast: Any, lead: Lead) -> None:
    def found(user: Any, words: str) -> int:
        return int(search.matching(Lead.objects.visible_to(user), words, LEADS, user).count())

    assert (found(cast.rep, "12345678"), found(cast.rep, "liming")) == (1, 1)
    assert (
        found(cast.finance, "12345678"),
        found(cast.finance, "liming"),
        found(cast.finance, "甲船厂"),
    ) == (0, 0, 1)
    assert [hit.label for hit in lead_hits(cast.rep, phone=PHONE)] == ["询价"]
    assert "询价" not in [hit.label for hit in lead_hits(cast.finance, phone=PHONE)]


def test_a_look_is_written_down(cast: Any, sign_in: Any, lead: Lead) -> None:
    url = f"/leads/{lead.pk}/unmask/?field=phone"
    assert f'hx-post="{url}"' in text(sign_in(cast.finance).get(lead.get_absolute_url()))
    assert PHONE in text(sign_in(cast.finance).post(url))
    look = UnmaskLog.objects.get()
    assert (look.user, look.subject_id, look.field) == (cast.finance, lead.pk, "phone")
    assert PHONE in text(sign_in(cast.rep).post(url))
    assert UnmaskLog.objects.count() == 1
    assert sign_in(cast.finance).post(f"/leads/{lead.pk}/unmask/?field=details").status_code == 409


def test_who_changes_it_unread_may_write_the_number_anew_and_keeps_it_otherwise(
    cast: Any, sign_in: Any, lead: Lead
) -> None:
    client = sign_in(holder(cast, "view", "change"))
    page = text(client.get(f"/leads/{lead.pk}/edit/"))
    assert PHONE not in page and MAIL not in page and "138****5678" in page

    def patch(**values: Any) -> Any:
        return client.patch(f"/api/v1/leads/{lead.pk}", json.dumps(values), content_type="application/json")

    assert patch(region="上海").status_code == 200
    lead.refresh_from_db()
    assert (lead.phone, lead.email, lead.region) == (PHONE, MAIL, "上海")
    assert patch(phone="13700001111").status_code == 200
    lead.refresh_from_db()
    assert lead.phone == "13700001111"
