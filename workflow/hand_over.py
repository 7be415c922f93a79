"""What somebody who leaves still has to decide: the process administrator gives it to others."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.sources import HandOverItem

from .models import ProcessTask


def open_tasks(user: Any) -> list[HandOverItem]:
    rows = ProcessTask.objects.filter(assignee=user, status__in=ProcessTask.OPEN)
    count = rows.exclude(kind=ProcessTask.Kind.READ).count()
    url = f"{reverse('workflow:run_list')}?scene=open&q={user}"
    return [HandOverItem(_("Process tasks"), count, url)] if count else []
