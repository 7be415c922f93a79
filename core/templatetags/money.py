"""`{% unit_of_large_sums %}`: see `core.money`."""

from django import template

from core import money

register = template.Library()


@register.simple_tag
def unit_of_large_sums() -> str:
    return money.unit_label("large")
