"""Forms on what hangs on customers and people: each create, edit and remove, from the page it belongs to."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from records.views.form import ActionPage, CreatePage, DeletePage, EditPage

from ..forms.asset import PartnerRolesForm
from ..models import Contact, Customer, PartnerRole
from ..records.about_people import (
    ASSETS,
    COMPANY_RELATIONS,
    CONTACT_RELATIONS,
    FAMILY,
    PERSON_COMPANY,
    STAKEHOLDERS,
)
from ..services.asset import set_partner_roles
from ..services.family import remove_family_member
from ..services.relation import end_relation
from ..services.stakeholder import remove_stakeholder_role


class Removal(ActionPage):
    action = "delete"
    verb = gettext_lazy("Remove")
    question = gettext_lazy("It stays in the history.")
    is_dangerous = True


class AssetCreate(CreatePage):
    record = ASSETS


class AssetEdit(EditPage):
    record = ASSETS


class AssetDelete(DeletePage):
    record = ASSETS

    def target(self, obj: Any) -> str:
        return obj.get_absolute_url()


class StakeholderCreate(CreatePage):
    record = STAKEHOLDERS


class StakeholderEdit(EditPage):
    record = STAKEHOLDERS


class StakeholderDelete(Removal):
    record = STAKEHOLDERS

    def perform(self, obj: Any, form: Any) -> Any:
        remove_stakeholder_role(obj, by=self.request.user)
        return _("The buying role was removed.")


class FamilyCreate(CreatePage):
    record = FAMILY


class FamilyEdit(EditPage):
    record = FAMILY


class FamilyDelete(Removal):
    record = FAMILY

    def perform(self, obj: Any, form: Any) -> Any:
        remove_family_member(obj, by=self.request.user)
        return _("The family member was removed.")


class BothEndsVisible:
    """A relation is changed only by those who see both its ends: a form would name the hidden one."""

    ends: dict[str, type[Any]]
    record: Any
    request: HttpRequest

    def found(self, pk: Any, *, rows: Any = None) -> Any:
        rows = rows if rows is not None else self.record.rows(self.request.user)
        for name, model in self.ends.items():
            rows = rows.filter(**{f"{name}__in": model.objects.visible_to(self.request.user).values("pk")})
        return super().found(pk, rows=rows)  # type: ignore[misc]


class EndRelation(BothEndsVisible, Removal):
    def perform(self, obj: Any, form: Any) -> Any:
        end_relation(relation=obj, by=self.request.user)
        return _("The relation was removed.")


class ContactRelationCreate(CreatePage):
    record = CONTACT_RELATIONS


class ContactRelationEdit(BothEndsVisible, EditPage):
    record = CONTACT_RELATIONS
    ends = {"a": Contact, "b": Contact}


class ContactRelationEnd(EndRelation):
    record = CONTACT_RELATIONS
    ends = {"a": Contact, "b": Contact}


class PersonCompanyCreate(CreatePage):
    record = PERSON_COMPANY


class PersonCompanyEdit(BothEndsVisible, EditPage):
    record = PERSON_COMPANY
    ends = {"contact": Contact, "customer": Customer}


class PersonCompanyEnd(EndRelation):
    record = PERSON_COMPANY
    ends = {"contact": Contact, "customer": Customer}


class CompanyRelationCreate(CreatePage):
    record = COMPANY_RELATIONS


class CompanyRelationEdit(BothEndsVisible, EditPage):
    record = COMPANY_RELATIONS
    ends = {"a": Customer, "b": Customer}


class CompanyRelationEnd(EndRelation):
    record = COMPANY_RELATIONS
    ends = {"a": Customer, "b": Customer}


class PartnerRoles(ActionPage):
    """The parts a customer plays in dealings, all ticked on one page."""

    action = "change"
    verb = gettext_lazy("Set partner roles")
    question = gettext_lazy("Which parts does this customer play in our dealings?")
    form_class = PartnerRolesForm

    @property
    def record(self) -> Any:
        from records.record_type import RECORD_TYPES

        return RECORD_TYPES["customers"]

    def authorise(self) -> None:
        from records import gate

        gate.require_allowed(self.request.user, Customer, "change")
        gate.require_allowed(self.request.user, PartnerRole, "change")

    def perform(self, obj: Customer, form: Any) -> Any:
        set_partner_roles(by=self.request.user, customer=obj, roles=set(form.cleaned_data["roles"]))
        return _("The partner roles were saved.")

    def target(self, obj: Customer) -> str:
        return f"{obj.get_absolute_url()}?tab=details"
