"""Dictionaries and their entries as the API takes them; people use the pages of the administration."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from records.forms import RecordForm
from records.models import Dictionary, DictionaryItem
from records.services import dictionary as service


class DictionaryForm(RecordForm):
    class Meta:
        model = Dictionary
        fields = ["code", "name", "name_en"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["code"].disabled = True

    def perform(self, by: Any) -> Any:
        given = {name: self.cleaned_data.get(name) or "" for name in ("name", "name_en")}
        if self.instance.pk:
            return service.rename_dictionary(self.instance, by=by, **given)
        return service.create_dictionary(by=by, code=self.cleaned_data["code"], **given)


class EntryForm(RecordForm):
    code = forms.SlugField(label=_("code"), max_length=40, required=False)

    class Meta:
        model = DictionaryItem
        fields = ["dictionary", "code", "name", "name_en", "color", "sort", "is_active"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sort"].required = False
        if self.instance.pk:
            self.fields["dictionary"].disabled = self.fields["code"].disabled = True

    def perform(self, by: Any) -> Any:
        given = {name: value for name, value in self.cleaned_data.items() if name != "dictionary"}
        if "is_active" not in self.data and not self.instance.pk:
            given["is_active"] = True
        if self.instance.pk:
            return service.change_entry(self.instance, given, by=by)
        return service.add_entry(self.cleaned_data["dictionary"], given, by=by)


class MergeForm(forms.Form):
    """The other entry of the same dictionary."""

    into = forms.ModelChoiceField(queryset=DictionaryItem.objects.none(), label=_("Merge into"))

    def __init__(self, *args: Any, user: Any = None, subject: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if subject is not None:
            rows = DictionaryItem.objects.filter(dictionary_id=subject.dictionary_id).exclude(pk=subject.pk)
            self.fields["into"].queryset = rows  # type: ignore[attr-defined]
