"""What the house shares: competitors and adopted information that were released are read by all who may read such."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts import access
from accounts.models import Employee
from contacts import reach
from messaging.models import MailMessage
from records.sources import ReachSource

from .models import Competitor, Lead, MarketInfo, ResourceFile


def word(action: str) -> str:
    return "read" if action == "view" else ""


def _shared(model: Any, user: Any) -> QuerySet[Any, Any]:
    """Outsiders read what they were given, not what the house shares."""
    colleague = Employee.objects.filter(user=user, is_external=False)
    return model.objects.filter(Exists(colleague), is_shared=True).values("pk")  # type: ignore[no-any-return]


def shared_competitors(user: Any, word: str) -> QuerySet[Any, Any]:
    return _shared(Competitor, user)


def shared_infos(user: Any, word: str) -> QuerySet[Any, Any]:
    return _shared(MarketInfo, user)


def mails_of_leads(user: Any, word: str) -> QuerySet[Any, Any]:
    """The mail that a lead came by, for whoever has the lead."""
    mine = Lead.objects.filter(owner=user, is_deleted=False)
    kind = ContentType.objects.get_for_model(Lead)
    return MailMessage.objects.filter(about_type=kind, about_id__in=mine.values("pk")).values("pk")


def house_files(user: Any, word: str) -> QuerySet[Any, Any]:
    return _shared(ResourceFile, user)


def files_of_departments(user: Any, word: str) -> QuerySet[Any, Any] | None:
    """Shared with one's department or one above it."""
    departments = access.department_chain(user)
    if not departments:
        return None
    return ResourceFile.objects.filter(departments__in=departments).values("pk")


def files_of_roles(user: Any, word: str) -> QuerySet[Any, Any]:
    return ResourceFile.objects.filter(roles__user_links__user=user).values("pk")


LABEL = _("shared with the house")
SOURCES = {
    "marketing.competitor": ReachSource(shared_competitors, label=LABEL, word=word),
    "messaging.mailmessage": ReachSource(mails_of_leads, label=_("mail of his lead"), word=reach.word),
    "marketing.marketinfo": ReachSource(shared_infos, label=LABEL, word=word),
}
RESOURCES = (
    ReachSource(house_files, label=LABEL, word=word),
    ReachSource(files_of_departments, label=_("shared with his department"), word=word),
    ReachSource(files_of_roles, label=_("shared with his role"), word=word),
)
