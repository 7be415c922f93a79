from .category import CategoryImporter
from .price import PriceImporter
from .product import CostImporter, ProductImporter
from .report import FxRateImporter, ProductionImporter, StockImporter

IMPORTERS = (
    CategoryImporter,
    ProductImporter,
    CostImporter,
    PriceImporter,
    FxRateImporter,
    StockImporter,
    ProductionImporter,
)

__all__ = ["IMPORTERS"]
