"""Contacts from a file, each at its customer and, where named, in a unit."""

import re
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import access
from core.errors import DomainError
from core.phones import normalise as normalise_phone
from records import bulk, gate
from records.imports import Importer, ImportField, Row, from_model
from records.imports.fields import CellError
from records.imports.importer import lock

from .. import validation
from ..models import Contact, ContactPosition, Customer
from ..services.contact import set_primary_contact
from .references import CustomerReferences
from .unit_paths import UnitPaths

SENSITIVE = "contacts.sensitive_contact"
MOBILE_KEY = "mobile_key"  # kept beside the row's values: it is asked for several times
_BIRTHDAY = re.compile(r"(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})日?")


class ContactImporter(Importer):
    kind = "contacts"
    model = Contact
    key_names = ("code", "mobile")
    order = 30
    keys_note = gettext_lazy(
        "A contact is known at its customer by its number, else by its mobile, else by its name."
    )
    parts = ("contacts.contactposition.contact",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.customers = CustomerReferences(self.by)
        self.units = UnitPaths()
        self.writable: dict[int, bool] = {}
        self.primary: dict[Any, int] = {}  # customer → row that names its primary contact

    @classmethod
    def fields(cls) -> list[ImportField]:
        def column(name: str, aliases: str = "", **facts: Any) -> ImportField:
            return from_model(Contact, name, aliases, **facts)

        private = [
            column(name, aliases, permission=SENSITIVE)
            for name, aliases in (
                ("native_place", "籍贯"),
                ("education", "学历|教育"),
                ("marital_status", "婚姻|婚姻状况"),
                ("hobbies", "爱好|兴趣"),
                ("diet", "饮食|饮食习惯"),
                ("taboo", "忌讳|禁忌"),
            )  # fmt: skip
        ]
        return [
            column("customer", "客户|客户名称|公司|公司名称|单位|company|company name|customer name|customer code|"
                   "customer id|客户编号|account", kind="reference", is_required=True, example="东岭重卡集团有限公司",
                   note=gettext_lazy("Number or name of the customer")),
            column("name", "姓名|联系人|联系人姓名|名字|contact|full name", is_required=True,
                   check=validation.clean_person_name, example="李明"),
            column("code", "编号|联系人编号|contact id|contact no|id"),
            ImportField(name="unit", label=ContactPosition._meta.get_field("unit").verbose_name, kind="reference",
                        aliases=("科室", "部门", "所在部门", "department", "单元"), example="采购部/备件科",
                        note=gettext_lazy("Code of the unit, or its path: A/B/C")),
            column("job_title", "职务|职位|title|position", example="采购部长"),
            column("gender", "性别|sex", synonyms=(("男", "male"), ("女", "female"), ("m", "male"), ("f", "female"),
                   ("先生", "male"), ("女士", "female"), ("mr", "male"), ("ms", "female"), ("mrs", "female"))),
            column("mobile", "手机|手机号|手机号码|移动电话|mobile phone|cell|cell phone", example="13800138000"),
            column("phone", "电话|座机|办公电话|固定电话|telephone|tel"),
            column("email", "邮箱|电子邮件|mail|e-mail"),
            column("wechat", "微信|微信号"),
            column("address", "地址|联系地址"),
            ImportField(name="birthday", label=gettext_lazy("birthday"), aliases=("生日", "出生日期", "birth date"),
                        example="1980-05-12", check=_birthday),
            column("birth_year"), column("birth_month"), column("birth_day"),
            column("birthday_calendar", "历法|公历农历"), column("is_leap_month", "闰月"),
            column("preferred_channel", "偏好渠道|联系偏好"),
            *private,
            column("status", "状态|在职状态"),
            ImportField(name="is_primary", label=gettext_lazy("primary contact"), kind="yes_no",
                        aliases=("主联系人", "首要联系人", "是否主联系人", "primary")),
            column("notes", "备注|说明|remarks"),
        ]  # fmt: skip

    # -- what the line names --------------------------------------------------------------------------
    def resolve(self, rows: list[Row]) -> list[Row]:
        rows = self.customers.resolve(self, rows)
        for row in rows:
            if "birthday" in row:
                row.values |= row.values.pop("birthday")
            country = row.values["customer"].country or "CN"
            for name in ("mobile", "phone"):
                if name in row:
                    row.values[name] = validation.clean_phone(row.values[name], country)
            row.values[MOBILE_KEY] = _mobile_key(row)
        named = [row for row in rows if "unit" in row]
        if not named:
            return rows
        self.units.load((row.values["customer"].pk, row.values["unit"]) for row in named)
        return [row for row in rows if "unit" not in row or self._take_unit(row)]

    def _take_unit(self, row: Row) -> bool:
        unit = self.units.find(row.values["customer"].pk, row.values["unit"])
        if unit is None:
            self.refuse(
                row,
                "unit",
                _("%(customer)s has no unit “%(unit)s”. Import the units first.")
                % {"customer": row.values["customer"], "unit": row.values["unit"][:80]},
            )
            return False
        row.values["unit"] = unit
        return True

    def keys(self, row: Row) -> list[Any]:
        customer = row.values["customer"]
        whose = customer.pk or f"new {customer.name_key or customer.name}"
        if "code" in row:
            return [("code", whose, row.values["code"])]
        if row.values[MOBILE_KEY]:
            return [("mobile", whose, row.values[MOBILE_KEY])]
        return [("name", whose, row.get("name"))]

    def match(self, rows: list[Row]) -> dict[int, Contact]:
        customers = {row.values["customer"].pk for row in rows} - {None}
        if not customers:
            return {}
        by_code: dict[Any, Contact] = {}
        by_mobile: dict[Any, Contact] = {}
        by_name: dict[Any, list[Contact]] = {}
        for contact in self._known(rows, customers):
            by_code[contact.customer_id, contact.code] = contact
            by_mobile[contact.customer_id, contact.mobile_key] = contact
            by_name.setdefault((contact.customer_id, contact.name), []).append(contact)
        found = {}
        for row in rows:
            whose = row.values["customer"].pk
            namesakes = by_name.get((whose, row.get("name")), [])
            if "code" in row:
                contact = by_code.get((whose, row.values["code"]))
            elif row.values[MOBILE_KEY]:
                unreached = [one for one in namesakes if not one.mobile]
                contact = by_mobile.get((whose, row.values[MOBILE_KEY])) or (
                    unreached[0] if len(unreached) == 1 else None
                )
            else:
                contact = self._by_name(row, namesakes)
            if contact is not None:
                contact.customer = row.values["customer"]
                found[row.number] = contact
        return found

    def _known(self, rows: list[Row], customers: set[Any]) -> Iterable[Contact]:
        """Contacts that a number, a mobile or a name may mean. Each way has its index, which an OR would pass by."""
        named = [row for row in rows if "code" not in row and "name" in row]
        ways: list[tuple[str, set[str], dict[str, str]]] = [
            ("code", {row.values["code"] for row in rows if "code" in row}, {}),
            ("mobile_key", {row.values[MOBILE_KEY] for row in rows} - {""}, {}),
            ("name", {row.values["name"] for row in named if not row.values[MOBILE_KEY]}, {}),
            ("name", {row.values["name"] for row in named if row.values[MOBILE_KEY]}, {"mobile": ""}),
        ]
        known: dict[int, Contact] = {}
        for name, words, facts in ways:
            if words:
                found = Contact.objects.alive().filter(customer_id__in=customers, **facts)
                found = found.filter(**{f"{name}__in": words}).order_by()
                for contact in lock(found, self.is_dry):
                    known.setdefault(contact.pk, contact)
        return known.values()

    def _by_name(self, row: Row, namesakes: list[Contact]) -> Contact | None:
        if len(namesakes) > 1:
            self.refuse(
                row,
                "name",
                _("%(count)d contacts of this customer have this name. Add a mobile or a number.")
                % {"count": len(namesakes)},
            )
            return None
        return namesakes[0] if namesakes else None

    # -- one contact ----------------------------------------------------------------------------------
    def build(self, row: Row) -> Contact:
        return Contact(customer=row.values["customer"])

    def check(self, obj: Contact, row: Row) -> None:
        obj.email = validation.clean_email(obj.email)
        obj.wechat = validation.clean_text(obj.wechat)
        validation.check_channels({name: getattr(obj, name) for name in Contact.CHANNELS})
        if obj._state.adding:
            self._check_primary(row)
        validation.check_birthday(
            obj.birth_year, obj.birth_month, obj.birth_day, obj.birthday_calendar, obj.is_leap_month
        )

    def out_of_reach(self, objs: list[Any]) -> set[int]:
        """New contacts only at customers under which the user may add them."""
        asked = {obj.customer_id for obj in objs} - set(self.writable) - {None}
        if asked:
            allowed = Customer.objects.alive().filter(
                gate.parent_condition(self.by, Contact, "add"), pk__in=asked
            )
            inside = set(allowed.values_list("pk", flat=True))
            self.writable |= {pk: pk in inside for pk in asked}
        return {
            place
            for place, obj in enumerate(objs)
            if obj.customer_id is not None and not self.writable[obj.customer_id]
        }

    def warnings(self, row: Row, obj: Contact) -> list[tuple[str, str]]:
        country = row.values["customer"].country or "CN"
        said = [
            (name, validation.phone_warning(row.values[name], country))
            for name in validation.PHONES
            if name in row
        ]
        return [(name, warning) for name, warning in said if warning]

    def apart(self, obj: Contact, row: Row) -> dict[str, Any]:
        self._check_primary(row)
        return {}

    def _check_primary(self, row: Row) -> None:
        """A customer has one primary contact, and only who may change the customer chooses him."""
        if not row.get("is_primary"):
            return
        customer = row.values["customer"]
        first = self.primary.setdefault(customer.pk or customer.name, row.number)
        if first != row.number:
            raise DomainError(
                _("Row %(row)d of this file is the primary contact already. A customer has one.")
                % {"row": first},
                field="is_primary",
            )
        if customer.pk is not None and not (
            gate.may(self.by, customer, "change")
            and access.may_write(self.by, "contacts.customer", "primary_contact")
        ):
            raise DomainError(
                _("You may not change this customer, so you cannot choose its primary contact."),
                field="is_primary",
            )

    def after_rows(self, rows: list[Row]) -> None:
        if not self.is_dry:
            self._give_posts([row for row in rows if "unit" in row])
            for row in rows:
                if row.get("is_primary") and row.values["customer"].primary_contact_id != row.obj.pk:
                    self._make_primary(row)

    def _make_primary(self, row: Row) -> None:
        """Noted as a change of the customer, so that taking the import back undoes it too."""
        known = row.values["customer"]
        before = {"primary_contact_id": known.primary_contact_id}
        customer = set_primary_contact(row.obj, by=self.by)
        known.primary_contact_id = row.obj.pk
        self.ledger.updated(row, customer, before)

    def _give_posts(self, rows: list[Row]) -> None:
        """Put each into the unit that the line names, where he has no post there yet."""
        if not rows:
            return
        held = ContactPosition.objects.alive().filter(contact_id__in=[row.obj.pk for row in rows], to_on=None)
        posts = {(post.contact_id, post.unit_id) for post in held}
        settled = {contact_id for contact_id, _unit in posts}
        new = [
            ContactPosition(
                contact=row.obj,
                unit=row.values["unit"],
                job_title=row.get("job_title") or "",
                is_primary=row.obj.pk not in settled,
            )
            for row in rows
            if (row.obj.pk, row.values["unit"].pk) not in posts
        ]
        bulk.create(ContactPosition, new, self.by)

    def forget(self) -> None:
        self.customers.forget()
        self.units.forget()
        self.writable.clear()


def _mobile_key(row: Row) -> str:
    """As `Contact.derive` makes it."""
    if "mobile" not in row:
        return ""
    number = normalise_phone(row.values["mobile"])
    return (number.national if number.is_known else "")[:30]


def _birthday(text: str) -> dict[str, int]:
    found = _BIRTHDAY.fullmatch(text.split()[0])
    if found is None:
        raise CellError(
            _("“%(value)s” is no birthday. Write it as 1980-05-12 or 05-12.") % {"value": text[:40]}
        )
    parts = {"birth_month": int(found[2]), "birth_day": int(found[3])}
    return {"birth_year": int(found[1]), **parts} if found[1] else parts
