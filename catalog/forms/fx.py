from typing import Any

from core import clock

from ..models import FxRate
from ..services.fx import save_fx_rate
from .catalog_form import CatalogForm


class FxRateForm(CatalogForm):
    dictionaries = {"currency": "currency", "base": "currency"}

    class Meta:
        model = FxRate
        fields = ["currency", "base", "day", "rate", "notes"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None and "day" in self.fields:
            self.fields["day"].initial = clock.today()

    def perform(self, by: Any) -> FxRate:
        return save_fx_rate(self.save(commit=False), by=by)
