"""Public pools with their rules, and holding caps: who shapes them reads no customer, only how many a rule concerns."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import display
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget

from accounts.models import User
from contacts import sources
from contacts.models import HoldingLimit, PooledCustomer, PoolRule, PublicPool
from contacts.selectors import recall
from contacts.selectors.pooled_fields import fields_of

from .audited import AuditedAdmin, LabelledInline


def hideable() -> list[tuple[str, Any]]:
    """The fields that a pool may hide, by the names of its list."""
    from contacts.records.pool import POOLED

    found = {column.name: column.label for column in POOLED.columns}
    own = [(name, found.get(name) or label_of(name)) for name in PublicPool.HIDEABLE]
    return own + [(definition.key, definition.label) for definition in fields_of(None)]


def label_of(name: str) -> Any:
    return PooledCustomer._meta.get_field(name).verbose_name


class PoolForm(forms.ModelForm):
    hidden_fields = forms.MultipleChoiceField(
        required=False, widget=UnfoldAdminCheckboxSelectMultipleWidget, label=gettext_lazy("hidden fields")
    )
    remind_days = forms.CharField(
        required=False,
        label=gettext_lazy("warn so many days before"),
        help_text=gettext_lazy("Whole numbers with commas between them, such as 7, 3, 1."),
    )

    class Meta:
        model = PublicPool
        fields = "__all__"  # noqa: DJ007

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "hidden_fields" in self.fields:
            self.fields["hidden_fields"].choices = hideable()
        if "remind_days" in self.fields:
            self.initial["remind_days"] = ", ".join(map(str, self.instance.remind_days))

    def clean_remind_days(self) -> list[int]:
        parts = self.cleaned_data["remind_days"].replace("，", ",").split(",")
        words = [part.strip() for part in parts if part.strip()]
        if not all(word.isascii() and word.isdigit() and len(word) < 4 for word in words):
            raise forms.ValidationError(_("Write whole numbers with commas between them."))
        return sorted({int(word) for word in words}, reverse=True)


class RuleForm(forms.ModelForm):
    """Each exemption is a tick: what is ticked holds a customer back from this rule."""

    holds = forms.MultipleChoiceField(
        required=False, widget=UnfoldAdminCheckboxSelectMultipleWidget, label=gettext_lazy("exempt")
    )

    class Meta:
        model = PoolRule
        fields = ("trigger", "tier", "limit_days", "is_active", "holds")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "holds" in self.fields:
            self.fields["holds"].choices = [(hold.code, hold.label) for hold in sources.POOL_HOLDS.values()]
            self.initial["holds"] = (
                [hold.code for hold in recall.holds_of(self.instance)]
                if self.instance.pk
                else [hold.code for hold in sources.POOL_HOLDS.values() if hold.is_default]
            )

    def has_changed(self) -> bool:
        """A blank line that only carries its default ticks is no rule."""
        return bool(set(self.changed_data) - {"holds"}) or (
            self.instance.pk is not None and bool(self.changed_data)
        )

    def save(self, commit: bool = True) -> Any:
        ticked = set(self.cleaned_data.get("holds", ()))
        self.instance.lifted_exemptions = sorted(
            hold.code if hold.is_default else f"+{hold.code}"
            for hold in sources.POOL_HOLDS.values()
            if not hold.triggers or self.instance.trigger in hold.triggers
            if (hold.code in ticked) != hold.is_default
        )
        return super().save(commit)


class PoolRuleInline(LabelledInline):
    model = PoolRule
    form = RuleForm
    extra = 0
    fields = ("trigger", "tier", "limit_days", "is_active", "holds", "tomorrow")
    readonly_fields = ("tomorrow",)

    @display(description=gettext_lazy("would recall tomorrow"))
    def tomorrow(self, obj: PoolRule) -> str:
        return str(len(recall.due(recall.tomorrow(), only=obj))) if obj.pk else "–"


@admin.register(PublicPool)
class PublicPoolAdmin(AuditedAdmin):
    form = PoolForm
    list_display = ("name", "is_active", "auto_recall", "daily_claim_limit", "prev_owner_days", "inside")
    search_fields = ("name",)
    filter_horizontal = ("admins", "departments", "users")
    readonly_fields = ("preview",)
    inlines = [PoolRuleInline]

    @display(description=gettext_lazy("customers in it"))
    def inside(self, obj: PublicPool) -> int:
        return PooledCustomer.objects.filter(pool=obj).count()

    @display(description=gettext_lazy("What the rules would recall tomorrow"))
    def preview(self, obj: PublicPool) -> Any:
        return format_html('<a href="{}">{}</a>', reverse("contacts:pool_preview"), _("Show it"))

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in {"admins", "users"}:
            kwargs["queryset"] = User.objects.filter(employee__isnull=False, is_active=True)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        form.instance.save()  # members are linked now: lists read the rules anew

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A pool that was used is part of the history; it is switched off."""
        return False


@admin.register(HoldingLimit)
class HoldingLimitAdmin(AuditedAdmin):
    list_display = ("scope", "kind", "applies", "max", "count_dealt")
    list_filter = ("kind", "applies")
    autocomplete_fields: tuple[str, ...] = ()

    @display(description=gettext_lazy("holds for"))
    def scope(self, obj: HoldingLimit) -> str:
        return str(obj.user or obj.department or _("everybody"))

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "user":
            kwargs["queryset"] = User.objects.filter(employee__isnull=False, is_active=True)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
