"""What is said of a process as a whole: its documents and market, and the rules that hold for each of its steps."""

from typing import Any

from django.utils.translation import gettext as _

from records.record_type import RECORD_TYPES
from workflow import subjects
from workflow.models import ProcessDefinition
from workflow.words import OWN_RULES, REPEATED

from .inputs import Input, check, flag, number, options_of, select, text

ABOUT = ("customers",)  # what a free work process may be about: records whose people the rules can find


def definition_inputs(values: dict[str, Any], *, is_fixed: bool = False) -> list[Input]:
    """`is_fixed`: once published, a process keeps its document."""
    document = select(
        "doc_type", _("Document or work process"), subjects.choices(), values.get("doc_type", "")
    )
    if is_fixed:
        document.options = [pair for pair in document.options if pair[0] == document.value]
        document.help = _("Published once; for another document draw a new process.")
    return [
        Input("name", _("Name"), value=values.get("name", ""), is_wide=True),
        document,
        select("market", _("Market"), ProcessDefinition.Market.choices, values.get("market", "any")),
        number(
            "priority",
            _("Priority"),
            values.get("priority", 10),
            help=_("Of several processes that fit, the higher one is taken."),
        ),
        Input("description", _("Description"), "long_text", values.get("description", ""), is_wide=True),
    ]


def read_definition(post: Any) -> dict[str, Any]:
    priority = text(post, "priority", 6)
    return {
        "name": text(post, "name", 80),
        "doc_type": text(post, "doc_type"),
        "market": text(post, "market") or "any",
        "priority": min(int(priority), 9999) if priority.isascii() and priority.isdigit() else 10,
        "description": text(post, "description", 300),
    }


def settings_inputs(settings: dict[str, Any], doc_type: str, note: str) -> list[Input]:
    """The rules of a version."""
    subject = subjects.get(doc_type)
    is_money = subject is not None and subject.is_money
    own = [pair for pair in options_of(OWN_RULES.items()) if pair[0] != "self" or not is_money]
    default = "superior" if is_money else "skip"
    found = [
        select(
            "repeated",
            _("Who has agreed at an earlier step is"),
            REPEATED.items(),
            settings.get("repeated", "every"),
        ),
        select(
            "same_as_initiator",
            _("If he who started it is asked"),
            own,
            settings.get("same_as_initiator") or default,
        ),
        select(
            "resubmit",
            _("Submitted again after being sent back"),
            [("restart", _("from the beginning")), ("resume", _("back to who sent it back"))],
            settings.get("resubmit", "restart"),
        ),
        check(
            "withdraw", _("He who started it may withdraw it"), settings.get("withdraw", True) is not False
        ),
    ]
    if not doc_type:
        records = [("", _("nothing but its subject"))]
        records += [(name, RECORD_TYPES[name].label) for name in ABOUT if name in RECORD_TYPES]
        found.append(select("about", _("It is about"), records, settings.get("about", "")))
    found.append(Input("note", _("What changed in this version"), value=note, is_wide=True))
    return found


def read_settings(post: Any, before: dict[str, Any], doc_type: str) -> dict[str, Any]:
    found = {
        **before,
        "repeated": text(post, "repeated"),
        "same_as_initiator": text(post, "same_as_initiator"),
        "resubmit": text(post, "resubmit"),
        "withdraw": flag(post, "withdraw"),
    }
    if not doc_type:
        about = text(post, "about")
        found["about"] = about if about in RECORD_TYPES else ""
    return {key: value for key, value in found.items() if value != ""}
