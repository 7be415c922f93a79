"""Bringing in many records from a file: what can be imported, how columns are read, what each row does.

An app declares one Importer per record type and registers it when it is ready; `records.services.imports` runs it
for the wizard, the command and the worker alike. docs/import.md describes the file formats for people.
"""

from .fields import ImportField, from_model
from .importer import IMPORTERS, Importer, importer_class, register
from .ledger import Ledger, Rejected
from .mapping import Mapping, MappingError
from .row import Row

__all__ = [
    "IMPORTERS",
    "ImportField",
    "Importer",
    "Ledger",
    "Mapping",
    "MappingError",
    "Rejected",
    "Row",
    "from_model",
    "importer_class",
    "register",
]
