"""The buttons above a document of money: what may be done with it now."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse


@dataclass(frozen=True)
class Deed:
    name: str
    label: Any
    icon: str
    may: bool
    is_primary: bool = False


def shown_deeds(obj: Any, *deeds: Deed) -> list[dict[str, Any]]:
    return [
        {
            "url": reverse(deed.name, args=[obj.pk]),
            "label": deed.label,
            "icon": deed.icon,
            "is_primary": deed.is_primary,
        }
        for deed in deeds
        if deed.may
    ]
