from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkflowConfig(AppConfig):
    name = "workflow"
    verbose_name = _("Processes")

    def ready(self) -> None:
        from records import sources
        from records.services import numbering

        from . import locks, reach

        sources.add_lock(locks.require_unlocked)
        numbering.declare("process", "LC", digits=4)
        numbering.declare("process_run", "SP", digits=5, date_format="%Y%m", reset="monthly")
        sources.add_reach("workflow.processrun", sources.ReachSource(reach.runs_of))
        sources.add_reach("workflow.processtask", sources.ReachSource(reach.lent_tasks))
