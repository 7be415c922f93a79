"""`{% frozen %}…{% endfrozen %}`: a part of the frame that says the same on each page of one language."""

from typing import Any

from django import template
from django.template.base import Node, NodeList, Parser, Token
from django.urls import get_script_prefix
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()


class FrozenNode(Node):
    """Keeps what it rendered as long as the process keeps the template; nothing in it may read the context."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist
        self.kept: dict[tuple[str | None, str], SafeString] = {}

    def render(self, context: Any) -> SafeString:
        key = get_language(), get_script_prefix()
        if key not in self.kept:
            self.kept[key] = self.nodelist.render(context.new())
        return self.kept[key]


@register.tag
def frozen(parser: Parser, token: Token) -> FrozenNode:
    nodelist = parser.parse(("endfrozen",))
    parser.delete_first_token()
    return FrozenNode(nodelist)
