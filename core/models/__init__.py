from .action_log import ActionLog
from .change_stamp import ChangeStamp
from .job import Job, JobRun, OutboxItem
from .mail_server import MailServer
from .stamped import Stamped
from .working_time import Festival, WorkCalendarDay, WorkShift

__all__ = [
    "ActionLog",
    "ChangeStamp",
    "Festival",
    "Job",
    "JobRun",
    "MailServer",
    "OutboxItem",
    "Stamped",
    "WorkCalendarDay",
    "WorkShift",
]
