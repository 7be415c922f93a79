from typing import Any

from records.forms import RecordForm

from ..models import OpportunityCompetitor, OpportunityProduct
from ..services.interest import save_competitor, save_product


class ProductForm(RecordForm):
    remote = {"product": ("products", "")}

    class Meta:
        model = OpportunityProduct
        fields = ["product", "quantity", "price", "notes"]

    def perform(self, by: Any) -> OpportunityProduct:
        return save_product(self.save(commit=False), by=by)


class CompetitorForm(RecordForm):
    remote = {"competitor": ("competitors", "")}

    class Meta:
        model = OpportunityCompetitor
        fields = ["competitor", "standing", "offer", "notes"]

    def perform(self, by: Any) -> OpportunityCompetitor:
        return save_competitor(self.save(commit=False), by=by)
