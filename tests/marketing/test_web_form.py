"""The form on the open web: strangers leave a lead; machines and floods leave none; nobody gets a cookie."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from marketing.models import Lead, LeadRule, WebForm, WebSubmission

pytestmark = pytest.mark.django_db
FILLED = {"company": "远方船厂", "contact_name": "王强", "phone": "13800001111", "consent": "on"}


@pytest.fixture
def form() -> WebForm:
    return WebForm.objects.create(
        name="官网", title="联系我们", consent_text="同意贵司联系我", source="web", source_tag="官网首页"
    )


def url(form: WebForm) -> str:
    return reverse("marketing:web_form", args=[form.token])


def test_a_stranger_leaves_a_lead_with_his_consent(form: WebForm, cast: Any) -> None:
    LeadRule.objects.create(name="网站", channel="web").people.set([cast.rep])
    client = Client(enforce_csrf_checks=True)
    answer = client.post(url(form), FILLED)
    assert (answer.status_code, answer["Location"]) == (303, f"{url(form)}?sent=1")
    lead = Lead.objects.get()
    assert (lead.company, lead.channel, lead.source, lead.source_tag) == (
        "远方船厂",
        "web",
        "web",
        "官网首页",
    )
    assert lead.consent == "同意贵司联系我" and lead.consent_at is not None
    assert (lead.owner, lead.created_by) == (cast.rep, None)


def test_the_page_sets_no_cookie_and_runs_no_script(form: WebForm) -> None:
    client = Client()
    for answer in (client.get(url(form)), client.post(url(form), {}), client.post(url(form), FILLED)):
        assert not answer.cookies
        assert b"<script" not in answer.content
    assert client.get(url(form)).status_code == 200


def test_whoever_fills_the_hidden_field_is_thanked_and_forgotten(form: WebForm) -> None:
    answer = Client().post(url(form), {**FILLED, "website": "http://spam.example"})
    assert answer.status_code == 303
    assert not Lead.objects.exists()
    assert WebSubmission.objects.get().outcome == "trapped"


@pytest.mark.parametrize(
    ("missing", "field"), [("consent", "consent"), ("phone", "phone"), ("company", "company")]
)
def test_what_is_missing_is_said_and_nothing_is_taken_in(form: WebForm, missing: str, field: str) -> None:
    filled = {name: value for name, value in FILLED.items() if name != missing}
    answer = Client().post(url(form), filled)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not Lead.objects.exists()


def test_one_address_leaves_so_many_leads_an_hour(form: WebForm) -> None:
    form.per_hour = 2
    form.save()
    here, there = Client(REMOTE_ADDR="192.0.2.1"), Client(REMOTE_ADDR="192.0.2.2")
    codes = [here.post(url(form), {**FILLED, "company": f"第{n}公司"}).status_code for n in range(3)]
    assert codes == [303, 303, 429]
    assert there.post(url(form), {**FILLED, "company": "另一家"}).status_code == 303
    assert not WebSubmission.objects.filter(origin__contains="192.0.2").exists()


def test_only_an_open_form_answers_and_only_by_its_token(form: WebForm) -> None:
    client = Client()
    assert client.get("/f/wrong/").status_code == 404
    form.is_active = False
    form.save()
    assert client.get(url(form)).status_code == 404
    assert client.post(url(form), FILLED).status_code == 404
    assert not Lead.objects.exists()


def test_what_strangers_write_is_shown_as_text(form: WebForm, cast: Any) -> None:
    LeadRule.objects.create(name="网站").people.set([cast.rep])
    Client().post(url(form), {**FILLED, "details": "<script>alert(1)</script>"})
    client = Client()
    client.force_login(cast.rep, backend="accounts.backends.RoleBackend")
    page = client.get(Lead.objects.get().get_absolute_url()).content.decode()
    assert "&lt;script&gt;alert" in page and "<script>alert" not in page
