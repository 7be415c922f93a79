"""Exchange rates, stock and production: lists and forms."""

from records.views.form import CreatePage, DeletePage, EditPage
from records.views.list import ListPage

from ..records.stock import FX_RATES, PRODUCTION, STOCK


class FxRateList(ListPage):
    record = FX_RATES


class FxRateCreate(CreatePage):
    record = FX_RATES


class FxRateEdit(EditPage):
    record = FX_RATES


class FxRateDelete(DeletePage):
    record = FX_RATES


class StockList(ListPage):
    record = STOCK


class StockCreate(CreatePage):
    record = STOCK


class StockEdit(EditPage):
    record = STOCK


class StockDelete(DeletePage):
    record = STOCK


class ProductionList(ListPage):
    record = PRODUCTION


class ProductionCreate(CreatePage):
    record = PRODUCTION


class ProductionEdit(EditPage):
    record = PRODUCTION


class ProductionDelete(DeletePage):
    record = PRODUCTION
