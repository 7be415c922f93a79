from .intake import LeadRule, WebForm, WebSubmission
from .lead import Lead, LeadTouch

__all__ = ["Lead", "LeadRule", "LeadTouch", "WebForm", "WebSubmission"]
