"""Hits while somebody types, and the scan of a list (查重)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy

from records.lists import Listing
from records.views.page import RecordPage

from ..records.contact import CONTACTS
from ..records.customer import CUSTOMERS
from ..selectors import duplicates


class HitsPage(RecordPage):
    """A fragment below the form; opens to those who may enter such a record."""

    action = "add"
    template = fragment = "contacts/_duplicates.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(hits=self.hits({name: value[:200] for name, value in request.GET.items()}))

    def hits(self, typed: dict[str, str]) -> list[duplicates.Hit]:
        raise NotImplementedError


class CustomerHits(HitsPage):
    record = CUSTOMERS

    def hits(self, typed: dict[str, str]) -> list[duplicates.Hit]:
        return duplicates.customer_hits(
            self.request.user,
            name=typed.get("name", ""),
            usci=typed.get("usci", ""),
            email=typed.get("email", ""),
        )


class ContactHits(HitsPage):
    record = CONTACTS

    def hits(self, typed: dict[str, str]) -> list[duplicates.Hit]:
        return duplicates.contact_hits(
            self.request.user,
            customer=typed.get("customer", ""),
            name=typed.get("name", ""),
            mobile=typed.get("mobile", ""),
        )


class ScanPage(RecordPage):
    """Records of a list that look like one, with the way to merge them."""

    template = "contacts/duplicate_scan.html"
    scan: Any = None

    def get(self, request: HttpRequest) -> HttpResponse:
        rows = Listing(self.record, request.user, request.GET).rows
        return self.show(
            groups=type(self).scan(request.user, rows),
            record=self.record,
            title=gettext_lazy("Duplicate check"),
            limit=duplicates.SCANNED,
            merge_name=f"{self.record.prefix}_merge",
            may_merge=self.record.allowed(request.user, "merge"),
        )


class CustomerScan(ScanPage):
    record = CUSTOMERS
    scan = staticmethod(duplicates.scan_customers)


class ContactScan(ScanPage):
    record = CONTACTS
    scan = staticmethod(duplicates.scan_contacts)
