"""A contract that is being carried out and one that is being drafted, at the world's customer."""

from datetime import timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

from contracts.models import Clause, Contract, ContractAmendment, ContractTemplate, ContractVoiding
from contracts.services import course, review
from contracts.services.amendment import draft_amendment
from contracts.services.contract import save_contract
from contracts.services.template import save_clause, save_template
from core import clock
from tests.contracts.things import hang
from workflow.models import ProcessDefinition


class ContractRows:
    """Rows of contracts; `customer`, `contact` and `cast` are the world's."""

    def _contract(self: Any, name: str, **facts: Any) -> Contract:
        start = clock.today() - timedelta(days=5)
        contract = Contract(
            customer=self.customer,
            contact=self.contact,
            name=name,
            start_on=start,
            end_on=start + timedelta(days=80),
            terms="金丝雀附加条款",
            **facts,
        )
        return save_contract(
            contract,
            by=self.cast.rep,
            lines=[{"description": "金丝雀轴承", "quantity": Decimal(10), "price": Decimal(113)}],
            clauses=[{"title": "金丝雀质保", "body": "金丝雀质保期 24 个月"}],
            terms=[{"percent": Decimal(100), "kind": "advance"}],
        )

    @cached_property
    def clause(self: Any) -> Clause:
        return save_clause(
            Clause(code="TK-1", title="不可抗力", body="因不可抗力不能履行的，双方免责"), by=self.cast.manager
        )

    @cached_property
    def contract_template(self: Any) -> ContractTemplate:
        rows = [{"clause": self.clause, "title": "不可抗力", "body": "双方免责"}]
        return save_template(
            ContractTemplate(code="MB-1", name="统一模板"), by=self.cast.manager, clauses=rows
        )

    @cached_property
    def contract_draft(self: Any) -> Contract:
        return self._contract("金丝雀草稿合同")  # type: ignore[no-any-return]

    @cached_property
    def contract(self: Any) -> Contract:
        """Being carried out."""
        return self._executing("金丝雀合同")  # type: ignore[no-any-return]

    @cached_property
    def amendment(self: Any) -> ContractAmendment:
        """Of another contract, which is being amended."""
        return draft_amendment(
            self._executing("金丝雀变更合同"),
            by=self.cast.rep,
            reason="金丝雀延期",
            delivery_terms="金丝雀送货",
        )

    @cached_property
    def voiding(self: Any) -> ContractVoiding:
        """Of another contract, which is signed and was to be started."""
        contract = self._executing("金丝雀作废合同")
        Contract.objects.filter(pk=contract.pk).update(status="signed")
        return ContractVoiding.objects.create(
            contract=contract, number="HT-CANARY-Z1", reason="金丝雀停产", asked_by=self.cast.rep
        )

    def _executing(self: Any, name: str) -> Contract:
        ways = ProcessDefinition.objects.filter(doc_type="contract", is_active=True)
        kept = list(ways.values_list("pk", flat=True))
        ways.update(is_active=False)
        made = review.submit_contract(self._contract(name), by=self.cast.rep)
        ProcessDefinition.objects.filter(pk__in=kept).update(is_active=True)
        made = review.confirm_contract(review.put_reviewed(made, by=self.cast.manager), by=self.cast.rep)
        hang(made, self.cast.rep, "金丝雀签字版.pdf")
        made = course.sign_contract(made, by=self.cast.manager)
        return course.start_contract(made, by=self.cast.rep)
