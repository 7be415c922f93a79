"""`{% icon "building" %}`: one icon of the sprite; a page shows dozens, so it is no template of its own."""

from functools import lru_cache

from django import template
from django.templatetags.static import static
from django.utils.html import escape
from django.utils.safestring import SafeString

register = template.Library()


@lru_cache(maxsize=1)
def sprite() -> str:
    return escape(static("build/icons.svg"))


@register.simple_tag
def icon(name: str, extra: str = "", title: str = "") -> SafeString:
    """`name` stands in frontend/icons.mjs; `extra` are further classes; `title` speaks where the icon stands alone."""
    spoken = f'role="img" aria-label="{escape(title)}"' if title else 'aria-hidden="true"'
    css = f"icon {escape(extra)}" if extra else "icon"
    return SafeString(f'<svg class="{css}" {spoken}><use href="{sprite()}#{escape(name)}"/></svg>')
