"""`{% frozen … %}…{% endfrozen %}`: a part of a page that says the same wherever the values named with it are the same.

`{% frozen %}` says the same on each page of one language; `{% frozen user_department user %}` for each person of each
department. What stands inside may read nothing else of the page, and the values must not be many.
"""

from typing import Any

from django import template
from django.template.base import FilterExpression, Node, NodeList, Parser, Token
from django.urls import get_script_prefix
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()
MOST_KEPT = 1000


class FrozenNode(Node):
    """Keeps what it rendered as long as the process keeps the template."""

    def __init__(self, nodelist: NodeList, values: list[FilterExpression]) -> None:
        self.nodelist = nodelist
        self.values = values
        self.kept: dict[tuple[str | None, ...], SafeString] = {}

    def render(self, context: Any) -> SafeString:
        said = [str(value.resolve(context)) for value in self.values]
        key = get_language(), get_script_prefix(), *said
        if key not in self.kept:
            if len(self.kept) >= MOST_KEPT:
                self.kept.clear()
            self.kept[key] = self.nodelist.render(context if self.values else context.new())
        return self.kept[key]


@register.tag
def frozen(parser: Parser, token: Token) -> FrozenNode:
    _tag, *values = token.split_contents()
    nodelist = parser.parse(("endfrozen",))
    parser.delete_first_token()
    return FrozenNode(nodelist, [parser.compile_filter(value) for value in values])
