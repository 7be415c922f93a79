"""How the ERP's kinds of messages stand: when each spoke last and what waits to be mended."""

from typing import Any

from django.db.models import Count, Max, Q

from ..models import ErpMessage


def standing(user: Any) -> list[dict[str, Any]]:
    """Each kind that ever spoke, by one statement."""
    failed = Q(status=ErpMessage.Status.FAILED)
    rows = (
        ErpMessage.objects.visible_to(user)
        .order_by("kind")
        .values("kind")
        .annotate(last=Max("at"), total=Count("pk"), failed=Count("pk", filter=failed))
    )
    labels = dict(ErpMessage.Kind.choices)
    return [{**row, "label": labels.get(row["kind"], row["kind"])} for row in rows]
