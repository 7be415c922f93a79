"""What administrators see of arrangements: for whom each place is arranged, and who changed what."""

from typing import Any

from accounts.models import Role
from records import arrangements
from records.arrangements import Place
from records.models import Arrangement

SHOWN = 20


def places() -> list[dict[str, Any]]:
    """Each place with those for whom it is arranged."""
    everybody: set[str] = set()
    roles: dict[str, list[Role]] = {}
    for row in Arrangement.objects.filter(user=None).select_related("role").order_by("role__name"):
        if row.role is None:
            everybody.add(row.place)
        else:
            roles.setdefault(row.place, []).append(row.role)
    return [
        {"place": place, "for_everybody": place.name in everybody, "roles": roles.get(place.name, [])}
        for place in arrangements.PLACES.values()
    ]


def roles_for(place: Place) -> list[dict[str, Any]]:
    """All roles, and whether the place is arranged for each."""
    arranged = set(Arrangement.objects.filter(place=place.name, user=None).values_list("role_id", flat=True))
    return [{"role": role, "is_arranged": role.pk in arranged} for role in Role.objects.order_by("id")]


def changes_of(place: Place, role: Role | None) -> list[dict[str, Any]]:
    """Who arranged it when, what was hidden and what was renamed then; the latest first."""
    labels = {thing.name: str(thing.label) for thing in place.things()}
    rows = Arrangement.history.filter(place=place.name, role=role, user=None).select_related("history_user")
    return [
        {
            "at": row.history_date,
            "by": row.history_user,
            "is_taken_back": row.history_type == "-",
            "hidden": [labels.get(line["name"], line["name"]) for line in row.lines if line.get("hidden")],
            "renamed": [
                (labels.get(line["name"], line["name"]), " / ".join(filter(None, (line["zh"], line["en"]))))
                for line in row.lines
                if line.get("zh") or line.get("en")
            ],
        }
        for row in rows.order_by("-history_date", "-history_id")[:SHOWN]
    ]
