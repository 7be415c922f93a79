from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from records.forms import RecordForm

from ..models import ContactRelation, CustomerRelation, PersonCustomerRelation, RelationType
from ..services.relation import relate_companies, relate_people, relate_person_to_company


class RelationForm(RecordForm):
    """A relation as somebody says it: “the other one is his …”, whichever end the type is named from.

    `reading` is the type's id and the end: `7:out` where the other one is the type's first end, `7:in` where
    the subject is.
    """

    applies: str
    reading = forms.ChoiceField(label=_("The other one is the"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["reading"]
        field.choices = [("", "")] + readings(self.applies, self.instance.type_id)
        if self.instance.pk:
            field.initial = f"{self.instance.type_id}:in"

    def type_and_end(self) -> tuple[RelationType, bool]:
        """The type, and whether the subject (not the other one) is its first end."""
        pk, end = self.cleaned_data["reading"].split(":")
        return RelationType.objects.get(pk=pk), end == "in"

    @property
    def known(self) -> Any:
        return self.instance if self.instance.pk else None


def readings(applies: str, current: int | None = None) -> list[tuple[str, str]]:
    """Each active type from both its ends; one that is the same from both only once."""
    found = []
    for kind in RelationType.objects.filter(applies=applies).order_by("id"):
        if not kind.is_active and kind.pk != current:
            continue
        found.append((f"{kind.pk}:out", kind.label()))
        if not kind.is_symmetric:
            found.append((f"{kind.pk}:in", kind.label(inverse=True)))
        elif kind.pk == current:
            found[-1] = (f"{kind.pk}:in", kind.label())
    return found


class ContactRelationForm(RelationForm):
    applies = RelationType.Applies.PEOPLE
    remote = {"a": ("contacts", ""), "b": ("contacts", "")}

    class Meta:
        model = ContactRelation
        fields = ["a", "b", "strength", "sentiment", "evidence"]

    field_order = ["a", "b", "reading", "strength", "sentiment", "evidence"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["strength"] = forms.TypedChoiceField(
            label=self.fields["strength"].label, coerce=int, choices=STRENGTHS, initial=3
        )
        self.fields["sentiment"] = forms.TypedChoiceField(
            label=self.fields["sentiment"].label, coerce=int, choices=ATTITUDES, initial=0
        )

    def perform(self, by: Any) -> ContactRelation:
        kind, subject_is_first = self.type_and_end()
        given = self.cleaned_data
        ends = (given["a"], given["b"]) if subject_is_first else (given["b"], given["a"])
        facts = {name: given[name] for name in ("strength", "sentiment", "evidence") if name in given}
        return relate_people(by=by, a=ends[0], b=ends[1], type=kind, relation=self.known, **facts)


class PersonCompanyForm(RelationForm):
    applies = RelationType.Applies.PERSON_COMPANY
    remote = {"contact": ("contacts", ""), "customer": ("customers", "")}
    field_order = ["contact", "customer", "reading", "evidence"]

    class Meta:
        model = PersonCustomerRelation
        fields = ["contact", "customer", "evidence"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["reading"]
        field.label = _("The company is the")
        field.choices = [choice for choice in field.choices if not choice[0].endswith(":out")]

    def perform(self, by: Any) -> PersonCustomerRelation:
        kind, _subject_is_first = self.type_and_end()
        given = self.cleaned_data
        return relate_person_to_company(
            by=by,
            contact=given["contact"],
            customer=given["customer"],
            type=kind,
            relation=self.known,
            evidence=given.get("evidence", ""),
        )


class CompanyRelationForm(RelationForm):
    applies = RelationType.Applies.COMPANIES
    remote = {"a": ("customers", ""), "b": ("customers", "")}
    field_order = ["a", "b", "reading", "equity_pct"]

    class Meta:
        model = CustomerRelation
        fields = ["a", "b", "equity_pct"]

    def perform(self, by: Any) -> CustomerRelation:
        kind, subject_is_first = self.type_and_end()
        given = self.cleaned_data
        ends = (given["a"], given["b"]) if subject_is_first else (given["b"], given["a"])
        return relate_companies(
            by=by,
            a=ends[0],
            b=ends[1],
            type=kind,
            equity_pct=given.get("equity_pct"),
            relation=self.known,
        )


STRENGTHS = [
    (1, _("1 – hardly know each other")),
    (2, _("2 – acquainted")),
    (3, _("3 – know each other well")),
    (4, _("4 – close")),
    (5, _("5 – very close")),
]
ATTITUDES = [
    (2, _("+2 – strongly for us")),
    (1, _("+1 – rather for us")),
    (0, _("0 – neutral")),
    (-1, _("−1 – rather against us")),
    (-2, _("−2 – strongly against us")),
]
