"""The lines of a stream as HTML, written in Python: twenty of them in a template cost more than the rest of a page."""

from typing import Any

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.addresses import row_address
from core.templatetags.icons import drawn


def stream_rows(items: list[Any]) -> SafeString:
    """One `<li>` for each item of `selectors.timeline`."""
    words = {
        "more": escape(_("More actions")),
        "edit": escape(_("Edit")),
        "void": escape(_("Take back")),
        "next": escape(_("Next contact")),
        "step": escape(_("Next step")),
        "handled": escape(_("handled")),
    }
    return SafeString("".join(_row(item, words) for item in items))


def _row(item: Any, words: dict[str, str]) -> str:
    tone = f" is-{escape(item.tone)}" if item.tone else ""
    anchor = f' id="follow-up-{item.pk}"' if item.follow_up else ""
    who = f"<strong>{escape(item.who)}</strong>" if item.who else ""
    what = escape(item.what)
    what = f'<a href="{escape(item.url)}">{what}</a>' if item.url else what
    parts = [
        f'<li class="timeline-item"{anchor}><span class="timeline-icon{tone}">{drawn(item.icon)}</span><div>',
        f'<div class="timeline-head">{who}<span>{what}</span>',
        f'<time title="{escape(item.at_full)}">{escape(item.at)}</time>',
        _menu(item, words) if item.may_edit or item.may_void else "",
        "</div>",
        f'<div class="timeline-body">{escape(item.body)}</div>' if item.body else "",
        _promise(item.follow_up, words) if item.follow_up else "",
        _changes(item.changes) if item.changes else "",
        _meta(f"<span>{escape(text)}</span>" for text in item.meta) if item.meta else "",
        _meta(_file(file) for file in item.files) if item.files else "",
        "</div></li>",
    ]
    return "".join(parts)


def _menu(item: Any, words: dict[str, str]) -> str:
    lines = ""
    if item.may_edit:
        url = row_address("contacts:follow_up_edit", item.pk)
        lines += f'<a class="dropdown-item" href="{url}">{drawn("edit")}{words["edit"]}</a>'
    if item.may_void:
        url = row_address("contacts:follow_up_void", item.pk)
        lines += (
            f'<a class="dropdown-item text-danger" href="{url}">{drawn("arrow-back-up")}{words["void"]}</a>'
        )
    return (
        '<span class="dropdown"><button type="button" class="row-button" data-bs-toggle="dropdown"'
        f' aria-expanded="false" aria-label="{words["more"]}">{drawn("dots", "icon-sm")}</button>'
        f'<span class="dropdown-menu dropdown-menu-end">{lines}</span></span>'
    )


def _promise(said: Any, words: dict[str, str]) -> str:
    """What was promised for when; muted once it was kept."""
    step = escape(said.next_action)
    if said.next_contact_on is None:
        return _meta([f"<span>{words['step']}: {step}</span>"]) if step else ""
    css, kept = ("muted", f" ({words['handled']})") if said.handled_at else ("fw-medium", "")
    icon, step = drawn("calendar-due", "icon-sm"), f" · {step}" if step else ""
    return _meta(
        [f'<span class="{css}">{icon} {words["next"]}: {said.next_contact_on:%Y-%m-%d}{step}{kept}</span>']
    )


def _changes(changes: list[Any]) -> str:
    lines = "".join(
        f'<li><span class="muted">{escape(change.label)}</span> <del>{escape(change.before or "–")}</del>'
        f" → <ins>{escape(change.after or '–')}</ins></li>"
        for change in changes
    )
    return f'<ul class="change-list">{lines}</ul>'


def _file(file: Any) -> str:
    url = reverse("records:file", args=[file.pk])
    return f'<a href="{url}" download>{drawn("paperclip", "icon-sm")} {escape(file.name)}</a>'


def _meta(lines: Any) -> str:
    return f'<div class="timeline-meta">{"".join(lines)}</div>'
