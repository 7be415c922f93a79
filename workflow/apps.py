from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class WorkflowConfig(AppConfig):
    name = "workflow"
    verbose_name = _("Processes")

    def ready(self) -> None:
        from accounts import sources as account_sources
        from core import actions, schedule, working_calendar
        from records import dictionary_uses, menu, record_type, sources
        from records.services import numbering

        from . import banner, hand_over, locks, mentions, reach, roles, verbs
        from . import menu as own_menu
        from .records.process import PROCESS_RUNS, PROCESS_TASKS, PROCESSES
        from .services import due_times
        from .services.delivery import deliver_processes
        from .services.timeouts import process_timeouts

        account_sources.add_role_grants(roles.GRANTS)
        account_sources.add_post_grants(roles.PART)
        account_sources.add_hand_over(hand_over.open_tasks)
        actions.VERBS.update(verbs.VERBS)
        sources.add_banner(banner.running)
        sources.add_lock(locks.require_unlocked)
        dictionary_uses.add_mentions(mentions.processes_naming)
        numbering.declare(
            "process", "LC", digits=4, label=_("Processes"), holder="workflow.ProcessDefinition.code"
        )
        numbering.declare(
            "process_run", "SP", digits=6, label=_("Process runs"), holder="workflow.ProcessRun.number"
        )
        sources.add_reach("workflow.processrun", sources.ReachSource(reach.runs_of))
        sources.add_reach("workflow.processtask", sources.ReachSource(reach.lent_tasks))
        record_type.register(PROCESSES, PROCESS_RUNS, PROCESS_TASKS)
        menu.add(*own_menu.ENTRIES)
        working_calendar.then(due_times.KIND)
        schedule.scheduled("process_timeouts", _("Deadlines of processes"), minute="*/5")(process_timeouts)
        post_migrate.connect(deliver_processes, sender=self, dispatch_uid="workflow.deliver_processes")
