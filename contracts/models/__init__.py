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
from .voiding import ContractVoiding

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
    "ContractVoiding",
    "PaymentTerm",
    "TemplateClause",
    "TermFields",
]
