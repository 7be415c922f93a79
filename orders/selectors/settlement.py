"""What waits for those who settle: receipts to confirm and to match, invoices to issue, statements to send."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from records import gate
from records.record_type import RecordType

from ..records.invoice import INVOICES
from ..records.receipt import RECEIPTS
from ..records.statement import STATEMENTS


@dataclass(frozen=True)
class Waiting:
    """One kind of it: whoever may do `action` sees how many rows the scene of their list holds."""

    name: str
    label: Any
    record: RecordType
    scene: str
    action: str

    @property
    def url(self) -> str:
        return f"{self.record.list_url}?scene={self.scene}"

    def rows(self, user: Any) -> Any:
        scene = next(scene for scene in self.record.scenes if scene.name == self.scene)
        return self.record.rows(user).filter(scene.condition(user))


KINDS = (
    Waiting("receipts_to_confirm", _("Receipts to confirm"), RECEIPTS, "registered", "confirm"),
    Waiting("receipts_to_match", _("Receipts not fully matched"), RECEIPTS, "credit", "allocate"),
    Waiting("invoices_to_issue", _("Invoices to issue"), INVOICES, "approved", "issue"),
    Waiting("statements_to_send", _("Statements to send"), STATEMENTS, "draft", "send"),
    Waiting(
        "statements_disputed", _("Statements that the customer disputes"), STATEMENTS, "disputed", "send"
    ),
)
NAMES = tuple(kind.name for kind in KINDS)


def waiting_for(user: Any) -> Iterator[Waiting]:
    """The kinds that he settles himself."""
    return (kind for kind in KINDS if gate.allowed(user, kind.record.model, kind.action))
