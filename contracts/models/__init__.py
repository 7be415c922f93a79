from .clause import Clause, ContractTemplate, TemplateClause
from .contract import (
    Contract,
    ContractClause,
    ContractGroupShare,
    ContractLine,
    ContractUserShare,
)
from .payment_term import PaymentTerm, TermFields
from .version import ContractAmendment, ContractVersion

__all__ = [
    "Clause",
    "Contract",
    "ContractAmendment",
    "ContractClause",
    "ContractGroupShare",
    "ContractLine",
    "ContractTemplate",
    "ContractUserShare",
    "ContractVersion",
    "PaymentTerm",
    "TemplateClause",
    "TermFields",
]
