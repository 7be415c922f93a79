"""Customers from a file; a line may bring its contact along."""

from contextlib import suppress
from copy import copy
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from core import clock, phones
from core.company_names import normalise as company_key
from core.errors import DomainError
from records import bulk, gate
from records.imports import Importer, ImportField, Row, from_model
from records.imports.importer import lock, outside_message, within
from records.imports.revert import restore_columns
from records.imports.row import part_of
from records.services.numbering import next_numbers

from .. import validation
from ..models import Contact, Customer, OwnershipRecord
from ..services.customer import NUMBERS, check_lifecycle, clean_customer, default_owner, set_owner
from ..services.holding import Places
from ..services.ownership import hand_over, transfer_customers
from ..services.rating import require_direct_change
from .contact import ContactImporter
from .references import ColleagueReferences

# Field of the line → field of the contact that it brings.
CONTACT_PART = {
    "contact_name": "name",
    "contact_code": "code",
    "contact_title": "job_title",
    "contact_mobile": "mobile",
    "contact_phone": "phone",
    "contact_email": "email",
    "contact_wechat": "wechat",
}
# What a hand-over sets: the row in memory must not write older values over it.
HANDED_ON = {"owner_id", "owner_since", "department_id", "pool_id", "version"}
CONTACT_CHANNELS = ("contact_mobile", "contact_phone", "contact_email", "contact_wechat")


def _contact_field(name: str, label: Any, aliases: str, **facts: Any) -> ImportField:
    return from_model(
        Contact, CONTACT_PART[name], aliases, as_name=name, label=label, part="contact", **facts
    )


class CustomerImporter(Importer):
    kind = "customers"
    model = Customer
    key_names = ("code", "usci")
    order = 10
    keys_note = gettext_lazy("A customer is known by its number, else its credit code, else its name.")
    parts = ("contacts.ownershiprecord.customer",)
    restores = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.colleagues = ColleagueReferences()
        self.contacts = ContactImporter(self.by, self.ledger, mode=self.mode, mapped=self.mapped)
        self.home_owner = default_owner(self.by)
        self.places = Places()

    @classmethod
    def fields(cls) -> list[ImportField]:
        def column(name: str, aliases: str = "", **facts: Any) -> ImportField:
            return from_model(Customer, name, aliases, **facts)

        return [
            column("name", "company name|公司名称|企业名称|单位名称|名称|customer|客户|company|account name",
                   is_required=True, check=validation.clean_customer_name, example="东岭重卡集团有限公司"),
            column("code", "customer id|客户编码|客户代码|编号|code|customer no|customer code|id", example="KH00001",
                   note=gettext_lazy("Empty: the next free number")),
            column("short_name", "简称|short name|abbreviation", example="东岭重卡"),
            column("usci", "税号|纳税人识别号|信用代码|uscc|tax number|tax id", check=validation.clean_usci),
            column("kind", "客户类型|企业性质|type"),
            column("industry", "行业|所属行业"),
            column("market_type", "市场"),
            column("region_type", "境内外"),
            column("country", "国家"),
            column("city", "城市|所在城市"),
            column("legal_person", "法人|法人代表|法定代表人"),
            column("reg_address", "地址|公司地址|address|street", example="柳州市东岭路1号"),
            column("main_business", "主营产品|主营业务"),
            column("biz_scope", "经营范围"),
            column("site", "网址|官网|homepage|web|url"),
            column("email", "公司邮箱|邮箱|mail", example=""),
            column("phone", "公司电话|电话|联系电话|telephone|tel", example="0772-3812345"),
            column("fax", "传真"),
            column("reg_capital", "注册资本", check=_amount("reg_capital")),
            column("founded", "成立日期|成立时间", check=_past("founded")),
            column("scale", "规模|人员规模"),
            column("annual_revenue", "年营业额|年收入", check=_amount("annual_revenue")),
            column("source", "来源|客户来源"),
            column("lifecycle", "生命周期|阶段|客户状态"),
            column("tier", "等级|客户等级|级别"),
            column("credit", "信用等级"),
            column("is_key_account", "大客户|是否大客户"),
            column("owner", "负责人|业务员|客户经理|sales rep|account manager", kind="reference",
                   example="zhangjianguo", note=gettext_lazy("User name, employee number or name; empty: yourself")),
            column("notes", "备注|说明|remarks|comment"),
            _contact_field("contact_name", gettext_lazy("contact name"), "联系人|联系人姓名|contact|contact person",
                           example="李明", check=validation.clean_person_name),
            _contact_field("contact_code", gettext_lazy("contact number"), "联系人编号"),
            _contact_field("contact_title", gettext_lazy("contact's job title"),
                           "联系人职务|职务|contact title|job title|title", example="采购部长"),
            _contact_field("contact_mobile", gettext_lazy("contact's mobile"),
                           "联系人手机|手机|手机号|手机号码|mobile|mobile phone|cell", example="13800138000"),
            _contact_field("contact_phone", gettext_lazy("contact's phone"), "联系人电话|contact phone",
                           note=gettext_lazy("Where no column reaches the contact, the customer's phone is taken")),
            _contact_field("contact_email", gettext_lazy("contact's e-mail"), "联系人邮箱|contact email"),
            _contact_field("contact_wechat", gettext_lazy("contact's WeChat"), "联系人微信|微信|wechat"),
        ]  # fmt: skip

    # -- what the line names --------------------------------------------------------------------------
    def resolve(self, rows: list[Row]) -> list[Row]:
        self.colleagues.load(row.values["owner"] for row in rows if isinstance(row.get("owner"), str))
        sound = []
        for row in rows:
            if isinstance(row.get("owner"), str):
                try:
                    row.values["owner"] = self.colleagues.find(row.values["owner"])
                except LookupError as refusal:
                    self.refuse(row, "owner", refusal)
                    continue
            if "country" in row and "region_type" not in row:
                row.values["region_type"] = _region_type(row.values["country"])
            sound.append(row)
        return sound

    def keys(self, row: Row) -> list[Any]:
        found = [("code", row.values["code"].casefold())] if "code" in row else []
        found += [("usci", row.values["usci"])] if "usci" in row else []
        return [*found, ("name", company_key(row.values["name"])[:120])] if "name" in row else found

    def match(self, rows: list[Row]) -> dict[int, Customer]:
        wanted = {
            name: {row.values[name] for row in rows if name in row} for name in ("code", "usci", "name")
        }
        name_keys = {company_key(name)[:120] for name in wanted["name"]}
        condition = Q(code__in=wanted["code"]) | Q(is_deleted=False) & (
            Q(usci__in=wanted["usci"]) | Q(name_key__in=name_keys)
        )
        known = list(lock(Customer.objects.filter(condition).select_related("owner"), self.is_dry))
        self.visible = set(
            Customer.objects.visible_to(self.by)
            .filter(pk__in=[c.pk for c in known])
            .values_list("pk", flat=True)
        )
        by_code = {c.code.casefold(): c for c in known}
        alive = [c for c in known if not c.is_deleted]
        by_usci = {c.usci: c for c in alive if c.usci}
        by_name = {c.name_key: c for c in alive}
        found = {}
        for row in rows:
            name = row.get("name")
            same = {
                "code": by_code.get(row.values["code"].casefold()) if "code" in row else None,
                "usci": by_usci.get(row.get("usci")) if "usci" in row else None,
                "name": by_name.get(company_key(name)[:120]) if name else None,
            }
            customer = self._meant(row, same)
            if customer is not None:
                found[row.number] = customer
                if customer not in (same["code"], same["usci"]):
                    del row.values["name"]  # it was the key: another spelling of it is no renaming
        return found

    def _meant(self, row: Row, same: dict[str, Customer | None]) -> Customer | None:
        """The customer that the line means; refused where its number, code and name mean different ones."""
        first = next(((name, customer) for name, customer in same.items() if customer is not None), None)
        if first is None:
            return None
        key, customer = first
        if key != "code" and "code" in row and customer.code:
            self._refuse_taken(row, key, customer)
            return None
        if customer.is_deleted:
            self.refuse(
                row, "code", _("This number belongs to a deleted customer. Leave it empty or choose another.")
            )
            return None
        for name, other in same.items():
            if other is not None and other.pk != customer.pk:
                self._refuse_taken(row, name, other)
                return None
        return customer

    def _refuse_taken(self, row: Row, field: str, other: Customer) -> None:
        if other.pk in self.visible:
            self.refuse(
                row,
                field,
                _("%(name)s exists already under the number %(code)s. Use that number, or leave the row out.")
                % {"name": other.name, "code": other.code},
            )
        else:
            self.refuse(row, field, outside_message())

    # -- one customer ---------------------------------------------------------------------------------
    def build(self, row: Row) -> Customer:
        customer = Customer()
        set_owner(customer, row.values.get("owner", self.home_owner))
        return customer

    def assign(self, obj: Customer, row: Row) -> bool:
        """The owner of a known customer changes apart from the rest."""
        self.lifecycle_before = obj.lifecycle
        self.rated_before = copy(obj)
        if obj._state.adding or "owner" not in row:
            return super().assign(obj, row)
        owner = row.values.pop("owner")
        is_other = super().assign(obj, row)
        row.values["owner"] = owner
        return is_other

    def apart(self, obj: Customer, row: Row) -> dict[str, Any]:
        """Hand the customer over, as its page does: to whoever may, with the record of ownership."""
        owner = row.get("owner")
        if owner is None or owner.pk == obj.owner_id:
            return {}
        if not gate.may(self.by, obj, "transfer"):
            raise DomainError(
                _(
                    "You may not change the owner of this customer. Leave the owner empty, or ask your manager."
                ),
                field="owner",
            )
        before = {"owner_id": obj.owner_id}
        try:
            outcome = hand_over([obj], to=owner, by=self.by, is_trial=self.is_dry)
        except DomainError as refusal:
            raise DomainError(refusal.message, code=refusal.code, field="owner") from refusal
        if outcome.refused:
            raise DomainError(outcome.refused[0][1], field="owner")
        if not self.is_dry:
            now = Customer.objects.get(pk=obj.pk)
            for field in Customer._meta.concrete_fields:
                if field.attname in HANDED_ON:
                    setattr(obj, field.attname, getattr(now, field.attname))
        return before

    def warnings(self, row: Row, obj: Customer) -> list[tuple[str, str]]:
        said = [
            (name, validation.phone_warning(row.values[name], obj.country or "CN"))
            for name in ("phone", "fax")
            if name in row
        ]
        return [(name, warning) for name, warning in said if warning]

    def check(self, obj: Customer, row: Row) -> None:
        is_new = obj._state.adding
        if not is_new:
            require_direct_change(self.rated_before, {"tier": obj.tier, "credit": obj.credit}, by=self.by)
        if obj.lifecycle != self.lifecycle_before and (
            not is_new or obj.lifecycle == obj.Lifecycle.BLACKLISTED
        ):
            wanted, before = obj.lifecycle, self.lifecycle_before
            obj.lifecycle = before
            check_lifecycle(obj, wanted)
            obj.lifecycle = wanted
        clean_customer(obj)
        if is_new and obj.owner is not None:
            try:
                self.places.take(obj.owner)
            except DomainError as refusal:
                raise DomainError(refusal.message, code=refusal.code, field="owner") from refusal

    def out_of_reach(self, objs: list[Any]) -> set[int]:
        return {
            place
            for place, obj in enumerate(objs)
            if not within(self.by, Customer, obj.owner_id, obj.department_id)
        }

    def before_create(self, objs: list[Any]) -> None:
        nameless = [obj for obj in objs if not obj.code]
        while nameless:
            numbers = next_numbers(NUMBERS, len(nameless))
            taken = set(Customer.objects.filter(code__in=numbers).values_list("code", flat=True))
            for obj, number in zip(nameless, numbers, strict=True):
                obj.code = "" if number in taken else number
            nameless = [obj for obj in nameless if not obj.code]

    def after_create(self, pairs: list[tuple[Row, Any]]) -> None:
        records = [
            OwnershipRecord(
                customer=obj,
                owner_id=obj.owner_id,
                department_id=obj.department_id,
                from_at=clock.now(),
                by=self.by,
            )
            for _row, obj in pairs
        ]
        bulk.create(OwnershipRecord, records, self.by)

    # -- the contact that comes along -----------------------------------------------------------------
    def after_rows(self, rows: list[Row]) -> None:
        parts = [self._contact_row(row) for row in rows if "contact_name" in row]
        if parts:
            self.contacts.process(parts)

    def _contact_row(self, row: Row) -> Row:
        part = part_of(row, {there: here for here, there in CONTACT_PART.items()})
        part.values["customer"] = row.obj
        if not any(name in self.mapped for name in CONTACT_CHANNELS):
            for name in ("phone", "email"):
                if name in row:
                    part.values[name], part.texts[name] = row.values[name], row.texts.get(name, "")
        return part

    @classmethod
    def restore(cls, pairs: list[tuple[Any, dict[str, Any]]], by: Any) -> None:
        """An owner comes back by another transfer; one who left since does not."""
        plain = [
            (obj, {name: value for name, value in before.items() if name != "owner_id"})
            for obj, before in pairs
        ]
        restore_columns(Customer, [pair for pair in plain if pair[1]], by)
        for obj, before in pairs:
            owner = User.objects.filter(pk=before.get("owner_id")).first()
            if owner is not None:
                with suppress(DomainError):
                    transfer_customers([obj], to=owner, by=by, reason=str(_("import taken back")))

    def forget(self) -> None:
        self.contacts.forget()


def _region_type(country: str) -> str:
    is_home = phones.country_code(country) in {"CN", None}
    return str(Customer.Region.DOMESTIC if is_home else Customer.Region.OVERSEAS)


def _amount(name: str) -> Any:
    return lambda value: validation.check_amount(value, name)


def _past(name: str) -> Any:
    return lambda value: validation.check_not_future(value, name)
