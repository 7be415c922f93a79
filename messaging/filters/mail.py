import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Department, User
from contacts.models import Contact, Customer
from core import clock
from records.filters import DateRange, MultiChoice, PickFilter, RecordFilterSet

from ..models import MailMessage, MailTemplate


class MailFilterSet(RecordFilterSet):
    direction = django_filters.ChoiceFilter(choices=MailMessage.Direction.choices, label=_("direction"))
    status = MultiChoice(choices=MailMessage.Status.choices, label=_("status"))
    customer = PickFilter("customers", queryset=Customer.objects.all(), label=_("customer"))
    contact = PickFilter("contacts", queryset=Contact.objects.all(), label=_("contact"))
    owner = PickFilter("users", queryset=User.objects.all(), label=_("owner"))
    department = PickFilter("departments", queryset=Department.objects.all(), label=_("owning department"))
    address = django_filters.CharFilter(method="by_address", label=_("mail address"))
    at = DateRange(label=_("time"))
    is_overdue = django_filters.BooleanFilter(method="overdue", label=_("answer overdue"))
    is_automatic = django_filters.BooleanFilter(label=_("automatic"))

    told_by = {"address": "sender", "is_overdue": "reply_due"}

    class Meta:
        model = MailMessage
        fields: list[str] = []

    def by_address(self, rows, name, value):
        return rows.filter(
            Q(sender__icontains=value) | Q(recipients__icontains=value) | Q(copies__icontains=value)
        )

    def overdue(self, rows, name, value):
        late = Q(status__in=["unread", "open"], reply_due__lt=clock.today())
        return rows.filter(late) if value else rows.exclude(late)


class TemplateFilterSet(RecordFilterSet):
    is_active = django_filters.BooleanFilter(label=_("active"))
    language = django_filters.ChoiceFilter(choices=MailTemplate.Language.choices, label=_("language"))

    class Meta:
        model = MailTemplate
        fields: list[str] = []
