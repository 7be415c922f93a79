"""Contracts from a file, one row a position, a clause, a term of payment: drafts, or what was signed before."""

from types import SimpleNamespace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import DomainError
from records import dictionaries
from records.imports import ImportField, Row, from_model
from records.imports.document import LineRefused
from records.imports.importer import lock
from sales.importers.priced import PricedImporter, line_columns

from .. import sources
from ..models import Contract, ContractLine, ContractVersion
from ..services.clauses import living_clauses, living_terms, terms_warning
from ..services.contract import save_contract, year_after
from ..services.opening import put_in_force
from . import wording


class ContractImporter(PricedImporter):
    """With a day of signature a contract is in force at once, without review and signed copy; only who archives signed
    contracts may give one."""

    kind = "contracts"
    model = Contract
    line_model = ContractLine
    group = ("number",)
    key_names = ("number",)
    order = 68
    keys_note = gettext_lazy(
        "A contract is known by its number; rows with the same number, or with none, below each other are its "
        "positions, its clauses and its terms of payment: a row may hold one of each. With a day of signature it is "
        "in force at once, and its terms of payment make the payment plan."
    )

    @classmethod
    def fields(cls) -> list[ImportField]:
        def column(name: str, aliases: str = "", **facts: Any) -> ImportField:
            return from_model(Contract, name, aliases, **facts)

        person = gettext_lazy("Number or name of the person")
        return [
            column("number", "合同号|合同编号|编号|contract no|number", is_required=True, example="HT-2027-001"),
            column("customer", "客户|客户名称|公司|customer name|account", kind="reference", is_required=True,
                   example="东岭重卡集团有限公司", note=gettext_lazy("Number or name of the customer")),
            column("name", "合同名称|名称|主题", is_required=True, example="2027 年度供货合同"),
            column("kind", "合同类型|类型"),
            column("master", "主合同|主合同编号|master contract", kind="reference",
                   note=gettext_lazy("Number of a master contract that is being carried out already")),
            column("their_number", "客户合同号|对方合同编号"),
            column("country", "国家"),
            column("contact", "联系人|经办人|contact name", kind="reference", note=person),
            column("their_signer", "客户签署人|对方签字人", kind="reference", note=person),
            column("opportunity", "商机|商机名称|机会", kind="reference", note=gettext_lazy("Its name")),
            column("start_on", "开始日期|生效开始|起始日期|start date", is_required=True, example="2027-01-01"),
            column("end_on", "结束日期|到期日|截止日期|end date", example="2027-12-31",
                   note=gettext_lazy("Empty: a year after its start")),
            ImportField(name="signed_on", label=gettext_lazy("signed on"), kind="date",
                        aliases=("签署日期", "签订日期", "签约日期"), permission="contracts.archive_contract",
                        note=gettext_lazy("Empty: it comes in as a draft")),
            column("effective_on", "生效日期"),
            column("auto_renew", "自动续签|自动续约"),
            column("renew_notice_days", "续签提前天数|续约通知天数"),
            column("currency", "币种", kind="choice", choices=lambda: dict(dictionaries.choices("currency"))),
            column("rate", "汇率"),
            column("tax_included", "含税|是否含税|tax included"),
            column("ceiling", "上限|金额上限|合同上限"),
            column("price_mode", "价格方式|定价方式"),
            column("warranty_months", "质保期|质保月数"),
            column("delivery_terms", "交货条件|交货方式"),
            column("terms", "其他条款|条款"),
            column("notes", "备注|内部备注|remarks"),
            column("owner", "负责人|业务员|sales rep", kind="reference", permission="contracts.transfer_contract",
                   note=gettext_lazy("User name, employee number or name; empty: yourself")),
            *line_columns(ContractLine),
            *wording.columns(),
        ]  # fmt: skip

    def resolve(self, rows: list[Row]) -> list[Row]:
        return self._masters(self.contacts.resolve(self, super().resolve(rows), "their_signer"))

    def _masters(self, rows: list[Row]) -> list[Row]:
        named = [row for row in rows if isinstance(row.get("master"), str)]
        numbers = {row.values["master"] for row in named}
        known = Contract.objects.visible_to(self.by).filter(number__in=numbers).select_related("customer")
        masters = {contract.number: contract for contract in known} if named else {}
        for row in named:
            found = masters.get(row.values["master"])
            if found is None:
                words = {"number": row.values["master"][:40]}
                self.refuse(row, "master", _("There is no contract “%(number)s”. Import it first.") % words)
            row.values["master"] = found
        return [row for row in rows if row.number not in self.refused]

    def keys(self, row: Row) -> list[Any]:
        return [("number", row.values["number"])] if "number" in row else []

    def match(self, rows: list[Row]) -> dict[int, Contract]:
        numbers = {row.values["number"] for row in rows if "number" in row}
        known = Contract.objects.alive().filter(number__in=numbers).order_by("pk")
        found = {
            contract.number: contract for contract in lock(known.select_related("customer"), self.is_dry)
        }
        return {row.number: found[row.values["number"]] for row in rows if row.get("number") in found}

    def key_field(self, row: Row) -> str:
        return "number"

    def build(self, row: Row) -> Contract:
        contract: Contract = super().build(row)
        if (start := row.get("start_on")) is not None:
            contract.end_on = row.get("end_on") or year_after(start)
        return contract

    def resolve_parts(self, heads: list[Row]) -> None:
        for head in heads:
            wording.resolve_clauses(self, self.rows_with(head, wording.CLAUSE))
            wording.resolve_terms(self, self.rows_with(head, wording.TERM))

    def refuse_part(self, row: Row, field: str, reason: Any) -> None:
        """Refuse the whole contract for a row of its wording, while it is being written."""
        raise LineRefused(row, DomainError(reason, "required", field))

    def beside(self, obj: Contract, row: Row) -> dict[str, Any]:
        clauses = wording.wanted_clauses(self, obj, self.rows_with(row, wording.CLAUSE))
        terms = wording.wanted_terms(obj, self.rows_with(row, wording.TERM))
        return {name: rows for name, rows in (("clauses", clauses), ("terms", terms)) if rows is not None}

    def written_with(self, obj: Contract) -> list[Any]:
        followed = [made for follow in sources.FOLLOWED for made in follow(obj)] if obj.signed_on else []
        versions = ContractVersion.objects.filter(contract=obj).order_by("edition")
        return [*living_clauses(obj), *living_terms(obj), *versions, *followed]

    def warnings(self, row: Row, obj: Contract) -> list[tuple[str, str]]:
        shares = [term.values["term_percent"] for term in self.rows_with(row, wording.TERM)]
        warning = terms_warning([SimpleNamespace(percent=share) for share in shares])
        return [("term_percent", warning)] if warning else []

    def save(self, obj: Contract, **written: Any) -> Contract:
        return save_contract(obj, by=self.by, **written)

    def make(self, obj: Contract, row: Row, lines: list[Row]) -> Contract:
        return self._signed(super().make(obj, row, lines), row)

    def change(self, obj: Contract, row: Row, lines: list[Row], is_other: bool) -> Contract:
        saved = super().change(obj, row, lines, is_other)
        day = row.get("signed_on")
        if saved.signed_on is not None and day is not None and day != saved.signed_on:
            why = _("%(contract)s was signed on %(day)s.") % {"contract": saved, "day": saved.signed_on}
            raise DomainError(why, "signed", "signed_on")
        return saved if saved.signed_on is not None else self._signed(saved, row)

    def _signed(self, contract: Contract, row: Row) -> Contract:
        if (day := row.get("signed_on")) is None:
            return contract
        try:
            return put_in_force(contract, by=self.by, signed_on=day)
        except DomainError as refusal:
            if refusal.field != "payment_terms":
                raise
            at = next(iter(self.rows_with(row, wording.TERM)), row)
            raise LineRefused(at, DomainError(refusal.message, refusal.code, "term_percent"))
