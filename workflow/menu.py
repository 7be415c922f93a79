"""The lines of the process centre."""

from django.utils.translation import gettext_lazy as _

from records.menu import Entry

ENTRIES = [
    Entry("processes", _("To do and dealt with"), "workflow:inbox", "inbox", "workflow.view_processrun", 10),
    Entry(
        "processes",
        _("Start a process"),
        "workflow:start_list",
        "player-play",
        "workflow.start_processdefinition",
        20,
    ),
    Entry(
        "processes",
        _("Delegation"),
        "workflow:delegates",
        "user-shield",
        "workflow.view_approvaldelegate",
        30,
    ),
    Entry("processes", _("All runs"), "workflow:run_list", "route", "workflow.view_processrun", 40),
    Entry(
        "processes",
        _("Processes"),
        "workflow:process_list",
        "git-branch",
        "workflow.view_processdefinition",
        50,
    ),
]
