"""The person as a record type. Phone and mail are masked row by row for whoever may not read them in full."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from core import clock
from core.errors import DomainError
from core.tables import Column, badge, choice, due_date, link, related, text
from records.masking import masked
from records.models import Star
from records.record_type import BulkAction, Outcome, RecordType, Scene, SearchText

from .. import reach
from ..filters.contact import ContactFilterSet
from ..forms.contact import ContactForm
from ..models import Contact, ContactPosition
from ..selectors.colleagues import subordinate_ids
from ..services.contact import delete_contact

STATUS_TONES = {"active": "green", "moved": "blue", "left": "secondary", "retired": "secondary"}


def with_unit(rows: Any) -> Any:
    """What the list shows beside a person's columns: the unit of his main post."""
    post = ContactPosition.objects.alive().filter(contact=OuterRef("pk"), is_primary=True, to_on=None)
    return rows.annotate(unit_name=Subquery(post.values("unit__name")[:1]))


COLUMNS = [
    link("name", _("contact name"), sort="pinyin"),
    related("customer", _("customer"), sort="customer__pinyin", href=True),
    Column(
        name="unit",
        label=_("unit"),
        value=lambda row: getattr(row, "unit_name", None),
        needs=("unit_name",),
        reads=("unit_name",),
    ),
    text("job_title", _("job title"), edit="job_title"),
    masked("mobile", _("mobile")),
    masked("phone", _("phone"), is_default=False),
    masked("email", _("e-mail")),
    masked("wechat", _("WeChat"), is_default=False),
    due_date("next_follow_on", _("next contact")),
    text("last_follow_at", _("last follow-up")),
    badge("status", _("status"), STATUS_TONES, is_default=False),
    choice("gender", _("gender"), is_default=False, edit="gender"),
    choice("preferred_channel", _("preferred channel"), is_default=False, edit="preferred_channel"),
    text("code", _("contact number"), is_default=False),
    text("created_at", _("created"), is_default=False),
]


def of_my_teams(user: Any) -> Q:
    return Q(customer__in=reach.team_rows(user, "read"))


def of_my_people(user: Any) -> Q:
    return Q(customer__owner__in=subordinate_ids(user))


def followed(user: Any) -> Q:
    content_type = ContentType.objects.get_for_model(Contact)
    return Q(pk__in=Star.objects.filter(user=user, content_type=content_type).values("object_id"))


def delete(rows: Any, by: Any, data: dict[str, Any]) -> Outcome:
    outcome = Outcome()
    for contact in rows:
        try:
            delete_contact(contact, by=by)
        except DomainError as refusal:
            outcome.refused.append((contact, refusal.message))
        else:
            outcome.done.append((contact, ""))
    return outcome


CONTACTS = RecordType(
    name="contacts",
    model=Contact,
    prefix="contacts:contact",
    icon="users",
    columns=COLUMNS,
    order=["pinyin", "pk"],
    filterset=ContactFilterSet,
    form=ContactForm,
    quick_filters=["customer", "status"],
    scenes=[
        Scene("mine", _("At my customers"), lambda user: Q(customer__owner=user)),
        Scene("team", _("My account teams"), of_my_teams),
        Scene("people", _("My people's"), of_my_people),
        Scene("followed", _("Followed"), followed),
        Scene("overdue", _("Contact overdue"), lambda user: Q(next_follow_on__lt=clock.today())),
    ],
    bulk_actions=[
        BulkAction("delete", _("Delete"), "delete", delete, icon="trash", is_dangerous=True),
    ],
    bulk_fields=["preferred_channel", "gender", "job_title"],
    delete=delete_contact,
    search=lambda contact: SearchText(
        name=contact.name,
        others=[contact.code, contact.job_title],
        phones=[contact.mobile, contact.phone],
        private=[contact.email, contact.wechat],
        is_person=True,
    ),
    search_private_action="reveal",
    hint=lambda contact: str(contact.customer),
    hint_related=("customer",),
    annotate=with_unit,
    marks=("reveal",),
    api_fields=[
        "customer",
        "code",
        "name",
        "gender",
        "job_title",
        "mobile",
        "phone",
        "email",
        "wechat",
        "address",
        "birth_year",
        "birth_month",
        "birth_day",
        "birthday_calendar",
        "is_leap_month",
        "preferred_channel",
        "status",
        "unit",
        "last_follow_at",
        "next_follow_on",
        "notes",
    ],
    actions=("change", "delete", "reveal", "unmask", "sensitive", "merge"),
)
