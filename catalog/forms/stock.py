from typing import Any

from core import clock
from records.moment_fields import MomentInput

from ..models import ProductionSnapshot, StockSnapshot
from ..services.stock import save_snapshot
from .catalog_form import CatalogForm


class SnapshotForm(CatalogForm):
    """A report; without a moment it is of now."""

    remote = {"product": ("products", "")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "as_of" in self.fields:
            self.fields["as_of"].required = False

    def clean_as_of(self) -> Any:
        return self.cleaned_data["as_of"] or (self.instance.pk and self.instance.as_of) or clock.now()

    def perform(self, by: Any) -> Any:
        return save_snapshot(self.save(commit=False), by=by)


class StockSnapshotForm(SnapshotForm):
    class Meta:
        model = StockSnapshot
        fields = ["product", "warehouse", "on_hand", "reserved", "in_production", "as_of"]
        widgets = {"as_of": MomentInput()}


class ProductionSnapshotForm(SnapshotForm):
    class Meta:
        model = ProductionSnapshot
        fields = ["product", "batch", "quantity", "finishes_on", "step", "as_of"]
        widgets = {"as_of": MomentInput()}
