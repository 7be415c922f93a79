from .contract import ContractImporter

IMPORTERS = (ContractImporter,)

__all__ = ["IMPORTERS"]
