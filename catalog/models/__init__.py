from .category import Category
from .deal import DealPrice
from .fx import FxClause, FxRate
from .part_number import CustomerPartNumber
from .price_list import PriceList, PriceListLine
from .product import Product
from .stock import ProductionSnapshot, StockSnapshot
from .tax import TaxRate

__all__ = [
    "Category",
    "CustomerPartNumber",
    "DealPrice",
    "FxClause",
    "FxRate",
    "PriceList",
    "PriceListLine",
    "Product",
    "ProductionSnapshot",
    "StockSnapshot",
    "TaxRate",
]
