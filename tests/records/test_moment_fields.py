"""Days and hours as they are typed, and rows that there cannot be: refused at the field, never a crash."""

from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from accounts.models import User
from contacts.forms.follow_up import FollowUpForm
from core.day_fields import guard_days
from records.ask_forms import RowsField
from records.moment_fields import MomentField
from tests import factories


@pytest.mark.parametrize("typed", ["0001-01-01T00:00", "0026-11-23T09:00", "9999-12-31T23:59"])
def test_a_year_that_no_calendar_reckons_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        MomentField().clean(typed)


def test_a_usual_moment_is_taken() -> None:
    assert MomentField().clean("2026-11-23T09:00").year == 2026


@pytest.mark.parametrize(
    ("field", "typed"),
    [("planned_start", "0001-01-01T00:00"), ("contacts", "9" * 23), ("participants", "9" * 23)],
)
def test_a_visit_with_what_cannot_be_is_refused_and_named(cast: Any, field: str, typed: str) -> None:
    customer = factories.make_customer(owner=cast.rep)
    client = Client()
    client.force_login(cast.rep, backend="accounts.backends.RoleBackend")
    facts = {
        "customer": customer.pk,
        "purpose": "试装",
        "planned_start": "2030-03-04T09:00",
        "kind": "onsite",
    }
    answer = client.post(reverse("sales:visit_create"), facts | {field: typed})
    assert answer.status_code == 422 and field in answer.context["form"].errors


@pytest.mark.parametrize("typed", ["0026-11-23T09:00", "9999-12-31T23:59"])
def test_a_follow_up_of_an_absurd_year_is_refused_at_its_field(cast: Any, typed: str) -> None:
    customer = factories.make_customer(owner=cast.rep)
    form = FollowUpForm(
        {"customer": customer.pk, "text": "通话", "kind": "phone", "at": typed}, user=cast.rep
    )
    assert "at" in form.errors and "text" not in form.errors


@pytest.mark.parametrize(
    ("typed", "is_taken"), [("0026-11-23", False), ("9999-12-31", False), ("1871-05-01", True)]
)
def test_a_day_is_one_that_somebody_can_mean(typed: str, is_taken: bool) -> None:
    fields = {"day": forms.DateField()}
    guard_days(fields)
    guard_days(fields)
    assert len(fields["day"].validators) == 1
    if is_taken:
        assert fields["day"].clean(typed).year == 1871
    else:
        with pytest.raises(ValidationError):
            fields["day"].clean(typed)


@pytest.mark.django_db
def test_rows_that_there_cannot_be_are_refused_before_the_database_is_asked() -> None:
    with pytest.raises(ValidationError):
        RowsField(User.objects.all()).clean(["9" * 23])
