from .opportunity import Opportunity, OpportunityContact, StageChange
from .pipeline import Pipeline, Stage
from .review import LossReview

__all__ = ["LossReview", "Opportunity", "OpportunityContact", "Pipeline", "Stage", "StageChange"]
