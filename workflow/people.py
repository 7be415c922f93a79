"""Who may act on a task, who stands in for whom, and who watches over processes."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import Leave, User
from core import clock
from core.errors import DomainError
from records import reader

from .assignees import is_in_service
from .models import ApprovalDelegate, ProcessRun, ProcessTask


def administrators(but: Iterable[int] = ()) -> list[User]:
    """Those who watch over processes; where only the excluded ones are left, nobody."""
    holders = User.objects.filter(
        is_active=True,
        role_links__role__grants__permission__codename="monitor_processrun",
        role_links__role__grants__permission__content_type__app_label="workflow",
    )
    found = holders.exclude(pk__in=list(but)).select_related("employee").distinct().order_by("pinyin", "pk")
    return [user for user in found if is_in_service(user)]


def delegates_of(user: User, doc_type: str) -> list[User]:
    """Those who may decide in the user's stead at this moment; their own delegates have no part in it."""
    rows = ApprovalDelegate.objects.in_force().filter(principal=user).select_related("to__employee")
    return [row.to for row in rows if covers(row, doc_type) and is_in_service(row.to)]


def covers(delegation: ApprovalDelegate, doc_type: str) -> bool:
    return not delegation.doc_types or doc_type in delegation.doc_types


def is_away(user: User) -> bool:
    """On leave today."""
    today = clock.today()
    return Leave.objects.filter(employee__user=user, from_on__lte=today, to_on__gte=today).exists()


def is_reachable(user: User, run: ProcessRun) -> bool:
    """Whether the user, or a delegate of his who is not away and did not start the run, can act now."""
    if not is_in_service(user):
        return False
    if not is_away(user):
        return True
    return any(
        not is_away(delegate) and delegate.pk != run.initiator_id
        for delegate in delegates_of(user, run.doc_type)
    )


def acts_for(task: ProcessTask, user: Any) -> User | None:
    """In whose stead the user would act on the task: None where it is his own.

    Raises DomainError (`not_yours`) where he may not act at all; nobody decides about what he submitted himself
    in somebody else's stead.
    """
    if task.assignee_id == user.pk:
        return None
    if user.pk != task.run.initiator_id:
        if task.escalated_to_id == user.pk:
            return task.assignee
        if any(delegate.pk == user.pk for delegate in delegates_of(task.assignee, task.run.doc_type)):
            return task.assignee
    raise DomainError(_("This is up to %(name)s, not to you.") % {"name": task.assignee}, code="not_yours")


def may_act(task: ProcessTask, user: Any) -> bool:
    try:
        acts_for(task, user)
    except DomainError:
        return False
    return True


def tasks_to_do(user: Any) -> Any:
    """Everything that waits for the user: his own, what was passed up to him, and what he may do as a delegate."""
    return waiting_for(user, lent_now(user))


def lent_now(user: Any) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """In whose stead the user may decide at this moment, and about which documents (empty: all)."""
    now = clock.now()
    return tuple(
        (principal, tuple(doc_types))
        for principal, doc_types, starts_at, ends_at in reader.rows(user, _lent)
        if starts_at <= now < ends_at
    )


def _lent(user: Any) -> Any:
    rows = ApprovalDelegate.objects.filter(to=user, revoked_at=None, ends_at__date__gte=clock.today())
    return rows.order_by("pk").values_list("principal_id", "doc_types", "starts_at", "ends_at")


def waiting_for(user: Any, lent: tuple[tuple[int, tuple[str, ...]], ...]) -> Any:
    """What waits for the user, where these documents of others are lent to him."""
    mine = Q(assignee=user) | Q(escalated_to=user)
    for principal, doc_types in lent:
        others = Q(assignee=principal) & ~Q(run__initiator=user)
        if doc_types:
            others &= Q(run__doc_type__in=doc_types)
        mine |= others
    return ProcessTask.objects.filter(mine, status=ProcessTask.Status.PENDING)


def lent_to(user: Any) -> Any:
    """The delegations by which the user may decide in somebody's stead at this moment."""
    return ApprovalDelegate.objects.in_force().filter(to=user).select_related("principal")
