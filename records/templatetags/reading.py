"""`{% figure row "amount" %}`: a number of a record as its reader may see it."""

from typing import Any

from django import template
from django.template.defaultfilters import floatformat

from core.tables import DASH

from .. import gate

register = template.Library()


@register.simple_tag(takes_context=True)
def figure(context: Any, row: Any, name: str, places: str = "2g", currency: str = "") -> str:
    """The number with its currency, a dash where there is none or a policy closes what it is made of."""
    value = getattr(row, name)
    if value is None or not gate.reads(context["request"].user, type(row), name):
        return DASH
    text = floatformat(value, places)
    return f"{currency} {text}" if currency else str(text)
