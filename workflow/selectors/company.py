"""What the validator must know of the company: roles, posts, departments, and who is in service."""

from typing import Any

from accounts.models import Department, Post, Role, User

from .. import subjects
from ..assignees import held_posts, is_in_service
from ..delivered_posts import posts_named
from ..fields import fields_for
from ..models import ProcessVersion
from ..structure import Structure
from ..validation import Known


def known_for(version: ProcessVersion, structure: Structure) -> Known:
    """Everything that a judgement of this version asks, in a handful of queries."""
    doc_type = version.definition.doc_type
    subject = subjects.get(doc_type)
    people = list(
        User.objects.filter(pk__in=_named_people(structure)).select_related("employee").order_by("pk")
    )
    named = set(posts_named(place.step for place in structure.walk()))
    posts = set(Post.objects.filter(is_active=True).values_list("code", flat=True))
    return Known(
        fields=fields_for(doc_type, structure),
        roles=set(Role.objects.values_list("code", flat=True)),
        posts=posts,
        vacant=named - held_posts(named) if named else set(),
        departments=set(Department.objects.filter(is_active=True).values_list("code", flat=True)),
        people={user.pk: is_in_service(user) for user in people},
        names={user.pk: str(user) for user in people},
        team_roles={code for code, _label in subject.team_roles} if subject is not None else None,
        editable=set(subject.editable) if subject is not None else set(),
        is_money=subject is not None and subject.is_money,
        has_document=subject is not None or bool(version.settings.get("about")),
    )


def _named_people(structure: Structure) -> set[int]:
    found: set[Any] = set()
    for place in structure.walk():
        options = place.step.settings
        found |= set(options.get("empty_users") or [])
        for rule in options.get("assignees") or []:
            found |= set(rule.get("users") or [])
    return {int(pk) for pk in found if str(pk).isdigit()}
