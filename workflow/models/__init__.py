from .definition import Branch, Node, ProcessDefinition, ProcessVersion
from .delegate import ApprovalDelegate
from .drawing_change import DrawingChange
from .record import ApprovalRecord
from .run import ProcessRun
from .task import ProcessTask

__all__ = [
    "ApprovalDelegate",
    "ApprovalRecord",
    "Branch",
    "DrawingChange",
    "Node",
    "ProcessDefinition",
    "ProcessRun",
    "ProcessTask",
    "ProcessVersion",
]
