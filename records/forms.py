"""Forms of records: choices narrowed by the gate, field policies obeyed, lost updates refused with both values."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import access
from core import operation
from core.day_fields import guard_days
from core.errors import DomainError
from core.row_ids import row_id

from . import constraint_words, dictionaries, gate, sources
from .custom import forms as custom
from .custom.saving import carrying, save_alone
from .masking import MASKS


class RemoteSelect(forms.Select):
    """A select that asks the server while one types; only the chosen option is in the page."""

    def __init__(self, pick: str, attrs: dict[str, Any] | None = None, depends: str = "") -> None:
        super().__init__(attrs)
        self.pick = pick
        self.depends = depends

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        attrs = {**(attrs or {}), "data-remote": reverse("records:pick", args=[self.pick])}
        if self.depends:
            attrs["data-remote-depends"] = f"#id_{self.depends}"
        return super().get_context(name, value, attrs)

    def optgroups(self, name: str, value: list[str], attrs: dict[str, Any] | None = None) -> list[Any]:
        chosen = [item for item in value if item]
        queryset = getattr(self.choices, "queryset", None)
        if queryset is None:
            return super().optgroups(name, value, attrs)
        picked = queryset.filter(pk__in=filter(None, map(row_id, chosen))) if chosen else []
        choices = [("", "")] + [(row.pk, str(row)) for row in picked]
        before, self.choices = self.choices, choices
        try:
            return super().optgroups(name, value, attrs)
        finally:
            self.choices = before


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class RecordForm(forms.ModelForm):
    """The one-record form behind pages, API and import.

    `user` is whose gate narrows the choices. A subclass whose save has side effects overrides `perform`.
    `remote` maps field → (name of a record type or of another pick list, field it depends on); `dictionaries`
    maps field → code of the dictionary that its choices come from. `demanded` and `optional` name the fields where
    the form is of another mind than the columns of the table: what may be empty there and not here, and the reverse.
    """

    remote: dict[str, tuple[str, str]] = {}
    version_read: int | None = None
    said_by_service: tuple[
        str, ...
    ] = ()  # constraints of the table whose rule the service tells in better words
    unread: set[str] = set()  # fields that may be written anew by who does not read what is there
    dictionaries: dict[str, str] = {}
    demanded: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    sections: list[tuple[Any, list[str]]] = []
    folded: set[int] = set()  # places of sections that open on demand
    read_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)
        with operation.only_reading():
            self._narrow_choices()
        self._offer_dictionaries()
        for name in (*self.demanded, *self.optional):
            if name in self.fields:
                self.fields[name].required = name in self.demanded
        custom.attach(self)
        guard_days(self.fields)
        self._obey_field_policies()
        if self.instance.pk and hasattr(self.instance, "version"):
            self.fields["read_version"].initial = self.instance.version
        else:
            del self.fields["read_version"]

    def _narrow_choices(self) -> None:
        for name, field in self.fields.items():
            if isinstance(field, forms.DateField) and not isinstance(field, forms.DateTimeField):
                field.widget = DateInput(field.widget.attrs)
            queryset = getattr(field, "queryset", None)
            if queryset is not None and name in self.remote and not self._is_given(name, field):
                field.queryset = queryset.none()  # an empty box: nobody asks which row it holds
            elif queryset is not None and hasattr(queryset.model, "facts"):
                rows = gate.rows(self.user, queryset.model)
                current = getattr(self.instance, f"{name}_id", None)
                if current:
                    rows = rows | queryset.model._default_manager.filter(pk=current)
                field.queryset = rows
            if name in self.remote:
                pick, depends = self.remote[name]
                chosen = field.queryset
                field.widget = RemoteSelect(pick, field.widget.attrs, depends)
                field.queryset = chosen

    def _is_given(self, name: str, field: forms.Field) -> bool:
        if self.get_initial_for_field(field, name):
            return True
        if not self.is_bound:
            return False
        given = field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
        return given not in (None, "", [])

    def _offer_dictionaries(self) -> None:
        for name, code in self.dictionaries.items():
            if name not in self.fields:
                continue
            given = self.fields[name]
            current = getattr(self.instance, name) or ""
            choices = dictionaries.choices(code, current)
            if choices and current and current not in dict(choices):
                choices.append((current, current))  # what an import has brought stays until it is changed
            if choices:
                self.fields[name] = forms.ChoiceField(
                    choices=[("", "---------"), *choices], required=given.required, label=given.label
                )

    def _obey_field_policies(self) -> None:
        modes = access.field_modes(self.user, self._meta.model._meta.label_lower)
        for name, mode in modes.items():
            if name in self.fields and mode in {"hidden", "masked"}:
                del self.fields[name]
            elif name in self.fields and (
                mode == "read_only" or (mode == "new_only" and self.instance.pk is not None)
            ):
                self.fields[name].disabled = True

    def only(self, name: str) -> "RecordForm":
        """Leave one field (and the version read): a cell of a list, a bulk change."""
        for other in list(self.fields):
            if other not in {name, "read_version"}:
                del self.fields[other]
        return self

    def hide_unread(self, *names: str) -> None:
        """What is masked on the page is not shown in a form, either: it may be written anew, left empty it stays."""
        self.unread = {name for name in names if name in self.fields}
        for name in self.unread:
            known = getattr(self.instance, name)
            self.initial[name] = ""
            if known:
                self.fields[name].help_text = _("Now %(number)s. Empty: it stays.") % {
                    "number": MASKS[name](known)
                }

    def keep_unread(self, cleaned: dict[str, Any]) -> None:
        for name in self.unread:
            cleaned[name] = cleaned.get(name) or getattr(self.instance, name)

    @property
    def shown_sections(self) -> list[dict[str, Any]]:
        """The sections with the fields that this user has; a folded one opens where it holds an error."""
        shown = []
        sections = [*self.sections, *custom.sections(self)] if self.sections else []
        for place, (label, names) in enumerate(sections):
            fields = [self[name] for name in names if name in self.fields]
            if fields:
                has_errors = any(field.errors for field in fields)
                shown.append(
                    {
                        "label": label,
                        "fields": fields,
                        "is_folded": place in self.folded,
                        "has_errors": has_errors,
                    }
                )
        return shown

    def _update_errors(self, errors: ValidationError) -> None:
        super()._update_errors(  # type: ignore[misc]
            constraint_words.told(errors, self._meta.model, self.fields, self.said_by_service)
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self.version_read = cleaned.pop("read_version", None)
        custom.check(self, cleaned)
        if (current := self._changed_meanwhile()) is not None:
            self._refuse_lost_update(current)
        return cleaned

    def _changed_meanwhile(self, *, lock: bool = False) -> Any | None:
        """The row as somebody else has saved it since it was read; None where nobody has."""
        if self.version_read is None or not self.instance.pk:
            return None
        rows = type(self.instance)._default_manager.filter(pk=self.instance.pk)
        version = self.instance.version
        if lock:
            locked = rows.select_for_update().order_by().values_list("version", flat=True)
            version = next(iter(locked), self.version_read)
        return rows.first() if version != self.version_read else None

    def _refuse_lost_update(self, current: Any) -> None:
        """Somebody saved in between: name each field that differs with their value, keep what was typed."""
        who = current.updated_by or _("somebody")
        self.data = self.data.copy()
        self.data[self.add_prefix("read_version")] = str(current.version)
        for name in self.changed_data:
            if name in self.cleaned_data and self._holds(current, name) and name not in self.unread:
                now = custom.value_on(current, name) if name in self.custom else getattr(current, name)
                if now != self.cleaned_data[name]:
                    self.add_error(
                        name, _("Now saved: “%(value)s”. Yours is kept here.") % {"value": now or "–"}
                    )
        self.add_error(
            None,
            ValidationError(
                _("%(who)s changed this record while you were editing. Check the fields and save again.")
                % {"who": who},
                code="conflict",
            ),
        )

    def _holds(self, row: Any, name: str) -> bool:
        return name in self.custom or hasattr(row, name)

    def perform(self, by: Any) -> Any:
        """Save and return the record; called inside the transaction of `save_by`."""
        return self.save()

    def _perform_with_custom(self, by: Any) -> Any:
        """The custom fields go along with what `perform` saves; where it saves nothing they are saved by themselves."""
        values = custom.given(self)
        for key in self.custom:
            self.cleaned_data.pop(key, None)  # services take the declared fields alone
        with carrying(self.instance, values) as carried:
            saved = self.perform(by)
            if not carried.is_laid and carried.values:
                saved = save_alone(saved, carried.values)
        return saved

    def warnings(self, saved: Any) -> list[str]:
        """What the user should know about values that were saved all the same."""
        return []

    def save_by(self, by: Any) -> Any | None:
        """Save in `by`'s name within his reach, or put the refusal on the form and return None."""
        is_new = self.instance.pk is None
        try:
            with transaction.atomic():
                # Asked again under the lock: two who save in the same moment both passed the first question.
                if (current := self._changed_meanwhile(lock=True)) is not None:
                    self._refuse_lost_update(current)
                    return None
                if not is_new:
                    sources.require_unlocked(self.instance)
                saved = self._perform_with_custom(by)
                action = "add" if is_new else "change"
                if not gate.holds(by, saved, action):
                    raise DomainError(
                        _(
                            "This would put the record out of your reach. Keep it with yourself or ask your manager."
                        ),
                        code="out_of_reach",
                    )
        except DomainError as refusal:
            field = refusal.field if refusal.field in self.fields else None
            self.add_error(field, ValidationError(refusal.message, code=refusal.code))
            if is_new:
                self.instance.pk = None
                self.instance._state.adding = True
            return None
        return saved
