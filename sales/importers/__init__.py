from .account_plan import PlanImporter
from .expense import ExpenseImporter
from .inquiry import InquiryImporter
from .opportunity import OpportunityImporter
from .quote import QuoteImporter
from .sample import SampleImporter
from .visit import VisitImporter

IMPORTERS = (
    OpportunityImporter,
    InquiryImporter,
    QuoteImporter,
    SampleImporter,
    ExpenseImporter,
    VisitImporter,
    PlanImporter,
)

__all__ = ["IMPORTERS", "OpportunityImporter", "VisitImporter"]
