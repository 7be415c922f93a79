"""Numbers of documents: the rule is data, the serial is drawn under the row's lock, so none is given twice.

A number once drawn is not given again; a refused save may leave a gap. Nor does a changed rule give one again: the
serial goes on where it stands, a restart takes the date that tells its periods apart, and what records hold is asked.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models.functions import Length
from django.utils.translation import gettext as _

from core import actions, clock
from core.errors import DomainError
from core.joining import listed

from ..models import NumberRule

Reset = NumberRule.Reset


@dataclass(frozen=True)
class Default:
    """How a kind of document is numbered until an administrator says otherwise; `holder` is the column of its numbers."""

    prefix: str
    digits: int = 5
    date_format: str = ""
    reset: str = NumberRule.Reset.NEVER
    label: Any = ""
    holder: str = ""


DEFAULTS: dict[str, Default] = {}
PERIODS = {
    NumberRule.Reset.NEVER: "",
    NumberRule.Reset.YEARLY: "%Y",
    NumberRule.Reset.MONTHLY: "%Y%m",
    NumberRule.Reset.DAILY: "%Y%m%d",
}
DATE_PARTS = ("", "%Y", "%y", "%Y%m", "%y%m", "%Y%m%d", "%y%m%d")
NEEDED = {Reset.NEVER: "", Reset.YEARLY: "y", Reset.MONTHLY: "ym", Reset.DAILY: "ymd"}
FEWEST, MOST = 2, 12
LONGEST = 30
TEXT = re.compile(r"[\w./()-]*")
FIELDS = ("prefix", "date_format", "separator", "digits", "reset")


def declare(
    code: str,
    prefix: str,
    digits: int = 5,
    date_format: str = "",
    reset: str = "never",
    label: Any = "",
    holder: str = "",
) -> None:
    """Called by each app when it is ready; `holder` such as “contacts.Customer.code”."""
    DEFAULTS[code] = Default(prefix, digits, date_format, reset, label, holder)


# -- drawing -------------------------------------------------------------------------------------------
def next_number(code: str) -> str:
    return next_numbers(code, 1)[0]


def next_free(code: str) -> str:
    """The next number that no record holds already: files bring numbers of their own, which may look like ours."""
    number, found = next_number(code), _holder(code)
    if found is not None and found[0]._base_manager.filter(**{found[1]: number}).exists():
        with transaction.atomic():
            rule = _locked(code)
            rule.serial = max(rule.serial, highest_held(rule, clock.today()))
            rule.skip_history_when_saving = True  # type: ignore[attr-defined]
            rule.save(update_fields=["serial"])
        number = next_number(code)
    return number


def next_numbers(code: str, count: int) -> list[str]:
    """`count` numbers in a row, drawn at once; a caller's transaction holds them without a savepoint of their own."""
    with transaction.atomic(savepoint=False):
        rule = _locked(code)
        day = clock.today()
        first = used(rule, day) + 1
        # A drawn number is no change of the rule: past `save`, so that history keeps silent about it.
        drawn = {"period": period_of(rule, day), "serial": first + count - 1}
        NumberRule.objects.filter(pk=rule.pk).update(**drawn)
        return [written(rule, day, serial) for serial in range(first, first + count)]


def _locked(code: str) -> NumberRule:
    locked = NumberRule.objects.select_for_update()
    for rule in locked.filter(code=code).order_by():
        return rule
    new = unsaved(code)
    NumberRule.objects.get_or_create(code=code, defaults={name: getattr(new, name) for name in FIELDS})
    return locked.get(code=code)


def unsaved(code: str) -> NumberRule:
    """The rule as it is declared."""
    default = DEFAULTS.get(code, Default(prefix=code[:3].upper()))
    return NumberRule(
        code=code,
        prefix=default.prefix,
        digits=default.digits,
        date_format=default.date_format,
        reset=default.reset,
    )


def rule_of(code: str) -> NumberRule:
    """The rule in force, without writing one where the declared one holds."""
    return NumberRule.objects.filter(code=code).first() or unsaved(code)


def period_of(rule: NumberRule, day: date) -> str:
    return day.strftime(PERIODS[Reset(rule.reset)])


def used(rule: NumberRule, day: date) -> int:
    """The last serial drawn in the period of that day."""
    return rule.serial if rule.period == period_of(rule, day) else 0


def stem(rule: NumberRule, day: date) -> str:
    """What stands before the serial."""
    return f"{rule.prefix}{day.strftime(rule.date_format) if rule.date_format else ''}{rule.separator}"


def written(rule: NumberRule, day: date, serial: int) -> str:
    return f"{stem(rule, day)}{serial:0{rule.digits}d}"


# -- changing ------------------------------------------------------------------------------------------
def change_rule(
    code: str,
    values: Mapping[str, Any],
    *,
    by: Any,
    next_serial: int | None = None,
    read_version: int | None = None,
) -> NumberRule:
    """Number from now on by `values` (the names of FIELDS); refuses what could give a number twice."""
    with transaction.atomic():
        rule = _locked(code)
        if read_version is not None and rule.version != read_version:
            raise DomainError(_changed_meanwhile(rule), "conflict")
        before = {name: getattr(rule, name) for name in FIELDS}
        changed = proposed(rule, values, next_serial)
        after = {name: getattr(changed, name) for name in FIELDS}
        if after == before and next_serial is None:
            return rule
        changed.version = rule.version + 1
        changed.save()
        actions.record(
            "records.number_rule_changed", changed, by=by, before=before, after=after, serial=changed.serial
        )
        return changed


def proposed(rule: NumberRule, values: Mapping[str, Any], next_serial: int | None = None) -> NumberRule:
    """The rule as `values` would make it, checked and unsaved; its serial goes on where that of `rule` stands."""
    day = clock.today()
    new = NumberRule(pk=rule.pk, code=rule.code, period=rule.period, serial=rule.serial, version=rule.version)
    for name in FIELDS:
        setattr(new, name, values.get(name, getattr(rule, name)))
    if next_serial is None and all(getattr(new, name) == getattr(rule, name) for name in FIELDS):
        return new
    _check_parts(new)
    if new.reset != rule.reset:
        new.period = period_of(new, day)
    last = used(new, day)
    if next_serial is not None:
        if next_serial <= last:
            raise DomainError(
                _("The serial %(last)d has been given already. Go on at %(next)d or above.")
                % {"last": last, "next": last + 1},
                "repeats",
                "next_serial",
            )
        new.period, new.serial = period_of(new, day), next_serial - 1
        last = next_serial - 1
    if len(str(last + 1)) > new.digits:
        raise DomainError(
            _("The serial stands at %(last)d: it needs at least %(digits)d digits.")
            % {"last": last, "digits": len(str(last + 1))},
            "too_short",
            "digits",
        )
    if len(written(new, day, last + 1)) > longest(new.code):
        raise DomainError(
            _("The number would be longer than %(most)d characters.") % {"most": longest(new.code)},
            "too_long",
            "prefix",
        )
    _check_taken(new, day, last + 1)
    return new


def _check_parts(rule: NumberRule) -> None:
    """What can be told from the parts alone."""
    if len(rule.prefix) > 20 or not TEXT.fullmatch(rule.prefix):
        raise DomainError(_("The text takes letters, digits and - _ . / ( )."), "bad_text", "prefix")
    if len(rule.separator) > 3 or not re.fullmatch(r"[-_./]*", rule.separator):
        raise DomainError(_("Between date and serial stand only - _ . /"), "bad_text", "separator")
    if rule.date_format not in DATE_PARTS:
        raise DomainError(_("Choose one of the date parts."), "bad_date", "date_format")
    if rule.reset not in Reset.values:
        raise DomainError(_("Choose when the serial begins anew."), "bad_reset", "reset")
    if not isinstance(rule.digits, int) or not FEWEST <= rule.digits <= MOST:
        raise DomainError(
            _("The serial has from %(least)d to %(most)d digits.") % {"least": FEWEST, "most": MOST},
            "bad_digits",
            "digits",
        )
    missing = [part for part in NEEDED[Reset(rule.reset)] if part not in rule.date_format.lower()]
    if missing:
        words = {"y": _("the year"), "m": _("the month"), "d": _("the day")}
        raise DomainError(
            _(
                "A serial that begins anew %(reset)s would give numbers twice: the date part must hold %(parts)s."
            )
            % {"reset": Reset(rule.reset).label, "parts": listed(words[part] for part in missing)},
            "repeats",
            "date_format",
        )


def _check_taken(rule: NumberRule, day: date, first: int) -> None:
    """Refuse where records hold the numbers that would come: an older rule's, or those an import has brought."""
    highest = highest_held(rule, day)
    if highest >= first:
        raise DomainError(
            _("Numbers up to %(number)s are in use. Let the serial go on at %(next)d or above.")
            % {"number": written(rule, day, highest), "next": highest + 1},
            "repeats",
            "next_serial",
        )


def highest_held(rule: NumberRule, day: date) -> int:
    """The highest serial among the numbers that records hold and that look like those of this rule today."""
    found = _holder(rule.code)
    if found is None:
        return 0
    model, column = found
    start = stem(rule, day)
    held = (
        model._base_manager.filter(**{f"{column}__startswith": start})
        .filter(**{f"{column}__regex": rf"^{re.escape(start)}[0-9]{{{rule.digits},{MOST + 3}}}$"})
        .order_by(Length(column).desc(), f"-{column}")
        .values_list(column, flat=True)
        .first()
    )
    return int(held.removeprefix(start)) if held else 0


def longest(code: str) -> int:
    """How long a number may be where it is kept."""
    found = _holder(code)
    return getattr(found[0]._meta.get_field(found[1]), "max_length", 0) or LONGEST if found else LONGEST


def _holder(code: str) -> tuple[type[models.Model], str] | None:
    """The model and the column that hold such numbers."""
    default = DEFAULTS.get(code)
    if default is None or not default.holder:
        return None
    app_label, model_name, column = default.holder.split(".")
    return apps.get_model(app_label, model_name), column


def _changed_meanwhile(rule: NumberRule) -> str:
    last = rule.history.select_related("history_user").first()  # type: ignore[attr-defined]
    who = (last and last.history_user) or _("somebody")
    return _("%(who)s changed this record while you were editing. Check the fields and save again.") % {
        "who": who
    }


# -- looking ahead -------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Preview:
    """What a rule gives: the next number, and the first of the period after this one."""

    next: str = ""
    after: str = ""
    refusal: str = ""
    field: str = ""


def preview(rule: NumberRule, values: Mapping[str, Any], next_serial: int | None = None) -> Preview:
    """What numbers would look like, or why they would not do; nothing is drawn and nothing written."""
    try:
        new = proposed(rule, values, next_serial)
    except DomainError as refusal:
        return Preview(refusal=str(refusal), field=refusal.field or "")
    return look_ahead(new)


def look_ahead(rule: NumberRule) -> Preview:
    day = clock.today()
    coming = _next_period(rule, day)
    return Preview(
        next=written(rule, day, used(rule, day) + 1), after=written(rule, coming, 1) if coming != day else ""
    )


def _next_period(rule: NumberRule, day: date) -> date:
    if rule.reset == Reset.DAILY:
        return day + timedelta(days=1)
    if rule.reset == Reset.MONTHLY:
        return (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    if rule.reset == Reset.YEARLY:
        return date(day.year + 1, 1, 1)
    return day
