from .expense import Expense
from .inquiry import Inquiry, InquiryLine
from .opportunity import Opportunity, OpportunityContact, StageChange
from .pipeline import Pipeline, Stage
from .quote import Quote, QuoteLine
from .quote_log import QuoteCheck, QuoteLink, QuoteSend, QuoteView
from .review import LossReview
from .sample import SampleRequest
from .visit import Visit, VisitPoint

__all__ = [
    "Inquiry",
    "InquiryLine",
    "LossReview",
    "Opportunity",
    "OpportunityContact",
    "Pipeline",
    "Quote",
    "QuoteCheck",
    "QuoteLine",
    "QuoteLink",
    "QuoteSend",
    "QuoteView",
    "SampleRequest",
    "Expense",
    "Stage",
    "StageChange",
    "Visit",
    "VisitPoint",
]
