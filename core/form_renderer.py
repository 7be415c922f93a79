"""Form widgets written in Python: the HTML of Django's templates at a fraction of their cost."""

from collections.abc import Callable, Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.utils.formats import localize
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

Widget = Mapping[str, Any]
PLACE = "django/forms/widgets/"


def escaped(value: Any) -> str:
    """As `{{ value|stringformat:'s' }}` writes it."""
    return conditional_escape(value if hasattr(value, "__html__") else str(value))


def attributes(widget: Widget) -> str:
    return "".join(
        f" {escaped(name)}" if value is True else f' {escaped(name)}="{escaped(value)}"'
        for name, value in widget["attrs"].items()
        if value is not False
    )


def written_input(widget: Widget) -> str:
    value = "" if widget["value"] is None else f' value="{escaped(widget["value"])}"'
    return f'<input type="{escaped(widget["type"])}" name="{escaped(widget["name"])}"{value}{attributes(widget)}>'


def written_option(widget: Widget) -> str:
    label = conditional_escape(localize(widget["label"]))
    return f'<option value="{escaped(widget["value"])}"{attributes(widget)}>{label}</option>'


def written_select(widget: Widget) -> str:
    parts = [f'<select name="{escaped(widget["name"])}"{attributes(widget)}>']
    for group, options, _index in widget["optgroups"]:
        if group:
            parts.append(f'\n  <optgroup label="{escaped(group)}">')
        parts += [f"\n  {written_option(option)}\n" for option in options]
        if group:
            parts.append("\n  </optgroup>")
    return "".join(parts) + "\n</select>"


def written_textarea(widget: Widget) -> str:
    text = conditional_escape(localize(widget["value"])) if widget["value"] else ""
    return f'<textarea name="{escaped(widget["name"])}"{attributes(widget)}>\n{text}</textarea>'


INPUTS = (
    "text",
    "number",
    "email",
    "url",
    "password",
    "hidden",
    "date",
    "datetime",
    "time",
    "checkbox",
    "input",
)
WRITERS: dict[str, Callable[[Widget], str]] = {f"{PLACE}{name}.html": written_input for name in INPUTS}
WRITERS[f"{PLACE}select.html"] = written_select
WRITERS[f"{PLACE}textarea.html"] = written_textarea
OPTION = f"{PLACE}select_option.html"


class FormRenderer(DjangoTemplates):
    """Widgets with a template of their own, or options with one, are rendered as ever."""

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        writer = WRITERS.get(template_name)
        if writer is None or not _has_plain_options(context["widget"]):
            return super().render(template_name, context, request)
        return SafeString(writer(context["widget"]))


def _has_plain_options(widget: Widget) -> bool:
    groups = widget.get("optgroups", ())
    return all(option["template_name"] == OPTION for _group, options, _place in groups for option in options)
