"""The one profile of ourselves."""

from ..models import OwnCompany


def own_company() -> OwnCompany:
    """What is written, or an empty one."""
    return OwnCompany.objects.order_by("pk").first() or OwnCompany()
