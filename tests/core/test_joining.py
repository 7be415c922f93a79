"""Lists in sentences follow the reader's language."""

import pytest
from django.template import Context, Template
from django.utils import translation

from core.joining import clauses, listed


@pytest.mark.parametrize(
    ("language", "things", "said"), [("en", "a, b, 3", "a; b"), ("zh-hans", "a、b、3", "a；b")]
)
def test_a_list_is_strung_together_as_the_language_does_it(language: str, things: str, said: str) -> None:
    with translation.override(language):
        assert listed(["a", "b", 3]) == things
        assert Template("{{ given|listed }}").render(Context({"given": ["a", "b", 3]})) == things
        assert clauses(["a", "b"]) == said
    assert listed([]) == ""


def test_a_list_in_a_template_stays_escaped() -> None:
    assert "<b>" not in Template("{{ given|listed }}").render(Context({"given": ["<b>"]}))
