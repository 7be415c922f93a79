"""`{% icon "building" %}`: one icon of the sprite; a page shows dozens, so it is no template of its own."""

from functools import lru_cache
from typing import Any

from django import template
from django.template.base import FilterExpression, Node, Parser, Token, token_kwargs
from django.templatetags.static import static
from django.utils.html import escape
from django.utils.safestring import SafeString

register = template.Library()


@lru_cache(maxsize=1)
def sprite() -> str:
    return escape(static("build/icons.svg"))


@lru_cache(maxsize=1024)
def drawn(name: str, extra: str = "", title: str = "") -> SafeString:
    """`name` stands in frontend/icons.mjs; `extra` are further classes; `title` speaks where the icon stands alone."""
    spoken = f'role="img" aria-label="{escape(title)}"' if title else 'aria-hidden="true"'
    css = f"icon {escape(extra)}" if extra else "icon"
    return SafeString(f'<svg class="{css}" {spoken}><use href="{sprite()}#{escape(name)}"/></svg>')


class IconNode(Node):
    def __init__(self, name: FilterExpression, facts: dict[str, FilterExpression], target: str) -> None:
        self.name, self.facts, self.target = name, facts, target

    def render(self, context: Any) -> str:
        facts = {key: str(value.resolve(context) or "") for key, value in self.facts.items()}
        icon = drawn(str(self.name.resolve(context)), **facts)
        if not self.target:
            return icon
        context[self.target] = icon
        return ""


@register.tag
def icon(parser: Parser, token: Token) -> IconNode:
    """`{% icon name [extra=…] [title=…] [as variable] %}`; a tag of its own, as a simple tag binds its arguments anew
    each time."""
    _tag, name, *rest = token.split_contents()
    target = ""
    if rest[-2:-1] == ["as"]:
        *rest, _as, target = rest
    facts = token_kwargs(rest, parser)
    if rest or set(facts) - {"extra", "title"}:
        raise template.TemplateSyntaxError("icon takes a name, and extra= and title=")
    return IconNode(parser.compile_filter(name), facts, target)
