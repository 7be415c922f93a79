from .account_plan import AccountPlan, PlanAction, PlanChoice, PlanObjective
from .assessment import AccountAssessment
from .expense import Expense
from .inquiry import Inquiry, InquiryLine
from .interest import LeadOpportunity, OpportunityCompetitor, OpportunityProduct
from .opportunity import Opportunity, OpportunityContact, StageChange
from .pipeline import Pipeline, Stage
from .plan_review import PlanReminder, PlanReview
from .quote import Quote, QuoteLine
from .quote_log import QuoteCheck, QuoteLink, QuoteSend, QuoteView
from .review import LossReview
from .sample import SampleRequest
from .visit import Visit, VisitPoint
from .work_plan import WorkPlan, WorkPlanItem

__all__ = [
    "AccountAssessment",
    "AccountPlan",
    "PlanAction",
    "PlanChoice",
    "PlanObjective",
    "PlanReminder",
    "PlanReview",
    "Inquiry",
    "InquiryLine",
    "LeadOpportunity",
    "LossReview",
    "Opportunity",
    "OpportunityCompetitor",
    "OpportunityContact",
    "OpportunityProduct",
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
    "WorkPlan",
    "WorkPlanItem",
]
