"""What administrators set for selling: pipelines with their stages, and the rates of value added tax."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget

from catalog.models import TaxRate
from records import dictionaries
from sales.models import Opportunity, Pipeline, Stage

from .audited import AuditedAdmin, LabelledInline

PEOPLE = {"contacts": gettext_lazy("a person"), "decider": gettext_lazy("the person who decides")}


class PipelineForm(forms.ModelForm):
    industries = forms.MultipleChoiceField(
        required=False,
        widget=UnfoldAdminCheckboxSelectMultipleWidget,
        label=gettext_lazy("industries"),
        help_text=gettext_lazy("Customers of these start in this pipeline."),
    )

    class Meta:
        model = Pipeline
        fields = ("code", "name", "name_en", "market", "industries", "sort", "is_active")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "industries" in self.fields:
            known = dictionaries.choices("industry")
            held = [(code, code) for code in self.instance.industries if code not in dict(known)]
            self.fields["industries"].choices = [*known, *held]


class StageForm(forms.ModelForm):
    required_fields = forms.MultipleChoiceField(
        required=False,
        widget=UnfoldAdminCheckboxSelectMultipleWidget,
        label=gettext_lazy("required to enter"),
    )

    class Meta:
        model = Stage
        fields = (
            "code", "name", "name_en", "sort", "probability", "dwell_days", "needs_next_step", "required_fields",
        )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "required_fields" in self.fields:
            self.fields["required_fields"].choices = [
                (name, PEOPLE.get(name) or Opportunity._meta.get_field(name).verbose_name)
                for name in Stage.ASKABLE
            ]


class Stages(forms.BaseInlineFormSet):
    def clean(self) -> None:
        """A sale must be able to begin and to be won; a stage in which sales stand is not taken away."""
        super().clean()
        if any(self.errors):
            return
        kept = [
            form.cleaned_data
            for form in self.forms
            if form.cleaned_data and not form.cleaned_data.get("DELETE")
        ]
        if sum(stage["probability"] >= 100 for stage in kept) != 1:
            raise forms.ValidationError(_("Exactly one stage has 100 %: that of a won sale."))
        if len(kept) < 2:
            raise forms.ValidationError(_("A pipeline has a stage before the last one."))
        last = max(kept, key=lambda stage: stage["sort"])
        if last["probability"] < 100:
            raise forms.ValidationError(_("The stage with 100 % comes last."))
        for form in self.deleted_forms:
            if form.instance.pk and Opportunity.objects.filter(stage=form.instance).exists():
                raise forms.ValidationError(
                    _("Sales stand in “%(stage)s”. Move them first.") % {"stage": form.instance}
                )


class StageInline(LabelledInline):
    model = Stage
    form = StageForm
    formset = Stages
    extra = 0


@admin.register(Pipeline)
class PipelineAdmin(AuditedAdmin):
    form = PipelineForm
    list_display = ("name", "code", "market", "is_active", "sort", "stages")
    list_filter = ("market", "is_active")
    search_fields = ("name", "code")
    inlines = [StageInline]

    @admin.display(description=gettext_lazy("stages"))
    def stages(self, obj: Pipeline) -> str:
        return " → ".join(f"{stage} {stage.probability.normalize():f}" for stage in obj.stages.all())

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("stages")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A pipeline that was used is part of the history; it is switched off."""
        return False


@admin.register(TaxRate)
class TaxRateAdmin(AuditedAdmin):
    list_display = ("rate", "name", "valid_from", "valid_to")
    list_filter = ("valid_from",)
    search_fields = ("name",)
