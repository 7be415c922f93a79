from .inquiry import Inquiry, InquiryLine
from .opportunity import Opportunity, OpportunityContact, StageChange
from .pipeline import Pipeline, Stage
from .quote import Quote, QuoteLine
from .quote_log import QuoteCheck, QuoteLink, QuoteSend, QuoteView
from .review import LossReview
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
    "Stage",
    "StageChange",
    "Visit",
    "VisitPoint",
]
