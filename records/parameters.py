"""The settings of the business: declared here with kind, bounds and default, changed by administrators in the browser.

`get` hands code the value in force. What was changed reaches every process with its next signed-in request: the
values are kept under the stamp of the settings (core.stamps), which each such request reads anyway.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import actions, stamps
from core.errors import DomainError

from .models import Parameter
from .parameter_kinds import KINDS, LONGEST, Kind

_kept = stamps.Kept(stamps.SETTINGS)


@dataclass(frozen=True)
class Declaration:
    """One parameter: what it means, its kind, its default and what values it takes.

    `least` and `most` bound numbers, durations and times, and the length of texts and lists; `check` says what
    bounds cannot. `choices` are those of the kind “choice”. It is grouped by the app that its code begins with.
    """

    code: str
    label: Any
    kind: str
    default: Any
    help: Any = ""
    check: Callable[[Any], bool] | None = None
    least: Any = None
    most: Any = None
    unit: Any = ""
    choices: Sequence[tuple[str, Any]] = ()

    @property
    def form(self) -> Kind:
        return KINDS[self.kind]

    @property
    def group(self) -> Any:
        app, dot, _name = self.code.partition(".")
        known = dot and app in apps.app_configs
        return apps.get_app_config(app).verbose_name if known else gettext_lazy("General")

    def show(self, value: Any) -> str:
        """A value as a reader sees it, with its unit."""
        if self.kind == "choice":
            return str(dict(self.choices).get(value, value))
        shown = self.form.show(value)
        return f"{shown} {self.unit}" if self.unit and shown else shown

    @property
    def bounds(self) -> str:
        """What the value must keep to, in words; empty where there is nothing to say."""
        show = self.form.show if self.kind not in {"text", "list"} else str
        if self.least is not None and self.most is not None:
            return _("from %(least)s to %(most)s") % {"least": show(self.least), "most": show(self.most)}
        if self.least is not None:
            return _("at least %(least)s") % {"least": show(self.least)}
        if self.most is not None:
            return _("at most %(most)s") % {"most": show(self.most)}
        return ""

    def takes(self, value: Any) -> bool:
        if not self.form.fits(value):
            return False
        measure = len(value) if self.kind in {"text", "list"} else value
        if (self.least is not None and measure < self.least) or (
            self.most is not None and measure > self.most
        ):
            return False
        if self.kind == "choice" and value not in dict(self.choices):
            return False
        return self.check is None or self.check(value)


DECLARED: dict[str, Declaration] = {}


def declare(*declarations: Declaration) -> None:
    for declaration in declarations:
        DECLARED[declaration.code] = declaration


def get(code: str) -> Any:
    """The value in force: the administrator's, else the default."""
    stored = values().get(code)
    declaration = DECLARED[code]
    if stored is None:
        return declaration.default
    try:
        return declaration.form.load(stored)
    except (TypeError, ValueError):  # kept by a release that declared another kind
        return declaration.default


def values() -> dict[str, Any]:
    """What administrators have decided, as it is stored."""
    stored = Parameter.objects.filter(value__isnull=False).values_list("code", "value")
    found: dict[str, Any] = _kept.once("values", lambda: dict(stored))
    return found


def declaration_of(code: str) -> Declaration:
    if code not in DECLARED:
        raise DomainError(_("There is no parameter %(code)s.") % {"code": code}, "unknown_parameter")
    return DECLARED[code]


def read(code: str, typed: str) -> Any:
    """What was typed as a value; refuses (DomainError) what is none of the kind or out of bounds."""
    declaration = declaration_of(code)
    try:
        value = declaration.form.read(typed[:LONGEST])
    except ValueError:
        raise refusal_of(declaration, typed) from None
    check(code, value)
    return value


def check(code: str, value: Any) -> None:
    """Refuse an unknown parameter, a value of the wrong kind or one outside its bounds (DomainError)."""
    declaration = declaration_of(code)
    if not declaration.takes(value):
        raise refusal_of(declaration, value)


def refusal_of(declaration: Declaration, value: Any) -> DomainError:
    """Names the parameter, the value and what would fit."""
    bounds = declaration.bounds
    fits = declaration.form.wanted()
    if bounds and declaration.kind in {"text", "list"}:
        bounds = _("of length %(bounds)s") % {"bounds": bounds}
    return DomainError(
        _("“%(value)s” does not fit the parameter “%(label)s”: it takes %(fits)s.")
        % {
            "value": str(value)[:60],
            "label": declaration.label,
            "fits": f"{fits} {bounds}{declaration.unit and ' ' + str(declaration.unit)}".strip(),
        },
        "bad_parameter",
        "value",
    )


def set_value(code: str, value: Any, *, by: Any, read_version: int | None = None) -> None:
    """Change a parameter; refuses what `check` refuses, and who has read an older version than there is."""
    check(code, value)
    _write(code, declaration_of(code).form.store(value), by, read_version)


def reset(code: str, *, by: Any, read_version: int | None = None) -> None:
    """Back to the default, whatever a later release makes of it."""
    declaration_of(code)
    _write(code, None, by, read_version)


def _write(code: str, stored: Any, by: Any, read_version: int | None) -> None:
    with transaction.atomic():
        Parameter.objects.get_or_create(code=code)
        row = Parameter.objects.select_for_update().get(code=code)
        if read_version is not None and row.version != read_version:
            raise DomainError(_changed_meanwhile(row), "conflict", "value")
        if row.value == stored and type(row.value) is type(stored):
            return
        before, row.value = row.value, stored
        row.version += 1
        row.save()
        stamps.renew(stamps.SETTINGS)
        actions.record("records.parameter_changed", row, by=by, value=stored, before=before)


def _changed_meanwhile(row: Parameter) -> str:
    last = row.history.select_related("history_user").first()  # type: ignore[attr-defined]
    declaration = DECLARED[row.code]
    now = declaration.default if row.value is None else declaration.form.load(row.value)
    return _(
        "%(who)s has set “%(label)s” to “%(value)s” meanwhile. Yours is kept here; save again to replace it."
    ) % {
        "who": (last and last.history_user) or _("somebody"),
        "label": declaration.label,
        "value": declaration.show(now),
    }


declare(
    Declaration("company_name", gettext_lazy("Company name"), "text", "", most=60),
)
