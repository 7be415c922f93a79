from .arrangement import Arrangement
from .attachment import Attachment
from .bulk_run import BulkRun
from .custom_field import CustomField, CustomValue
from .dictionary import Dictionary, DictionaryItem, NumberRule, Parameter
from .open_link import OpenLink, OpenView
from .owned import Child, OwnedRecord, Record
from .saved_view import ColumnChoice, RecentView, SavedView, Star
from .search_entry import SearchEntry
from .share import GroupShareBase, UserShareBase
from .transfer import ExportTask, ImportRow, ImportRun

__all__ = [
    "Arrangement",
    "Attachment",
    "BulkRun",
    "Child",
    "ColumnChoice",
    "CustomField",
    "CustomValue",
    "Dictionary",
    "DictionaryItem",
    "ExportTask",
    "GroupShareBase",
    "ImportRow",
    "ImportRun",
    "NumberRule",
    "OpenLink",
    "OpenView",
    "OwnedRecord",
    "Parameter",
    "RecentView",
    "Record",
    "SavedView",
    "SearchEntry",
    "Star",
    "UserShareBase",
]
