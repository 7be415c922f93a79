"""How requests for invoices are decided, as delivered."""

from . import drawing as d
from .delivered_steps import finance, manager
from .structure import Step


def invoice() -> list[Step]:
    """What is billed: the manager of who sells, then finance; whoever asked for it never decides on it himself."""
    return [d.start(), manager(), finance()]
