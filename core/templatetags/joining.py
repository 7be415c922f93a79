"""`{{ roles|listed }}`: see `core.joining`."""

from django import template

from core import joining

register = template.Library()
register.filter("listed", joining.listed)
register.filter("clauses", joining.clauses)
