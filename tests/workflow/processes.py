"""A published process for tests of other parts."""

from typing import Any

from workflow.models import ProcessDefinition
from workflow.services.definition import create_definition, publish_version, replace_steps
from workflow.structure import Step


def work_process(approver: Any) -> ProcessDefinition:
    """A free process about a customer, decided by one person."""
    definition = create_definition(by=None, name="合同用印")
    draft = definition.versions.get()
    draft.settings = {"about": "customers"}
    draft.save()
    rules = [{"rule": "named", "users": [approver.pk]}]
    steps = [Step("start", "start", "开始"), Step("seal", "approve", "用印审批", {"assignees": rules})]
    replace_steps(draft, steps, by=None)
    publish_version(draft, by=None)
    return definition
