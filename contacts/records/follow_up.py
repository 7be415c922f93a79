from typing import Any

import django_filters
from django.db.models import Q
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core import clock
from core.tables import Column, attribute, choice, due_date, related, text
from records.filters import DateRange, PickFilter, RecordFilterSet
from records.record_type import RecordType, Scene, SearchText

from ..forms.follow_up import FollowUpForm
from ..models import Customer, FollowUp
from ..services.follow_up import void_follow_up

SHOWN = 80
PROMISE = due_date("next_contact_on", _("next contact"))


class FollowUpFilter(RecordFilterSet):
    kind = django_filters.ChoiceFilter(label=_("kind"), choices=FollowUp.Kind.choices)
    customer = PickFilter("customers", queryset=Customer.objects.all(), label=_("customer"))
    at = DateRange(label=_("time"))
    next_contact_on = DateRange(label=_("next contact"))
    is_effective = django_filters.BooleanFilter(label=_("effective"))

    class Meta:
        model = FollowUp
        fields = ["kind", "customer", "at", "next_contact_on", "is_effective", "by"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["by"] = PickFilter(
            "users",
            field_name="by",
            queryset=FollowUp._meta.get_field("by").related_model.objects.all(),
            label=_("by"),
        )
        self.filters["by"].parent, self.filters["by"].model = self, FollowUp


def _short(row: FollowUp) -> str:
    words = " ".join(row.text.split())
    return words if len(words) <= SHOWN else f"{words[:SHOWN]}…"


def _linked(row: FollowUp) -> Any:
    return mark_safe(  # noqa: S308
        f'<a href="{row.get_absolute_url()}" class="row-link" title="{escape(row.text[:500])}">{escape(_short(row))}</a>'
    )


def _promised(row: FollowUp) -> Any:
    """Red only while nobody has kept the promise."""
    if row.handled_at is None or row.next_contact_on is None:
        return PROMISE.html(row) if PROMISE.html else row.next_contact_on
    title = escape(gettext("handled"))
    return mark_safe(  # noqa: S308
        f'<span class="text-secondary" title="{title}">{row.next_contact_on:%Y-%m-%d} ✓</span>'
    )


def read_text(row: FollowUp) -> str:
    return row.text


def open_promise(user: Any) -> Q:
    return Q(next_contact_on__isnull=False, handled_at__isnull=True)


def by_me(user: Any) -> Q:
    return Q(by=user)


def overdue(user: Any) -> Q:
    return open_promise(user) & Q(next_contact_on__lt=clock.today())


def take_back(row: FollowUp, *, by: Any) -> None:
    """Deleted by a program, which gives no reason of its own."""
    void_follow_up(by=by, follow_up=row, reason=str(_("Taken back by a program.")))


def search_text(row: FollowUp) -> SearchText:
    return SearchText(name=row.text[:2000], others=[row.next_action])


FOLLOW_UPS = RecordType(
    name="follow-ups",
    model=FollowUp,
    prefix="contacts:follow_up",
    icon="message",
    columns=[
        Column(name="text", label=_("what happened"), value=read_text, html=_linked, related=("customer",)),
        related("customer", _("customer"), sort="customer__pinyin", href=True),
        related("contact", _("contact"), sort="contact__pinyin", permission="contacts.view_contact"),
        choice("kind", _("kind"), edit="kind"),
        text("at", _("time")),
        related("by", _("by"), sort="by__pinyin"),
        Column(
            name="next_contact_on",
            label=_("next contact"),
            value=attribute("next_contact_on"),
            html=_promised,
            sort="next_contact_on",
        ),
        text("next_action", _("next step"), sort="", edit="next_action"),
        related("unit", _("unit"), is_default=False),
        text("is_effective", _("effective"), is_default=False),
    ],
    order=("-at", "-id"),
    filterset=FollowUpFilter,
    form=FollowUpForm,
    quick_filters=("kind", "by"),
    scenes=[
        Scene("mine", _("mine"), by_me),
        Scene("open", _("promised"), open_promise),
        Scene("overdue", _("overdue"), overdue),
    ],
    delete=take_back,
    search=search_text,
    api_fields=(
        "customer",
        "unit",
        "contact",
        "kind",
        "text",
        "at",
        "next_contact_on",
        "next_action",
        "by",
        "is_effective",
        "handled_at",
        "created_at",
    ),
    api_filters=("customer", "kind", "by", "at", "next_contact_on"),
)
