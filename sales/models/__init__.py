from .inquiry import Inquiry, InquiryLine
from .opportunity import Opportunity, OpportunityContact, StageChange
from .pipeline import Pipeline, Stage
from .quote import Quote, QuoteLine
from .quote_log import QuoteCheck, QuoteLink, QuoteSend, QuoteView
from .review import LossReview

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
]
