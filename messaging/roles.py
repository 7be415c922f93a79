"""What the delivered roles may do with mail and its templates, and how far.

Nobody holds "all" on mails: what a personal mailbox holds that concerns no customer is read by its person alone.
"""


def _grants(span: str, model: str, actions: str) -> dict[str, str]:
    return {f"messaging.{action}_{model}": span for action in actions.split()}


WRITING = "view add change"
READS_TEMPLATES = _grants("all", "mailtemplate", "view")

ROLE_GRANTS: dict[str, dict[str, str]] = {
    "rep": {**_grants("team", "mailmessage", WRITING), **READS_TEMPLATES},
    "sm": {
        **_grants("below", "mailmessage", f"{WRITING} export"),
        **READS_TEMPLATES,
        **_grants("below", "mailtemplate", "add change delete"),
    },
    "rm": {**_grants("region", "mailmessage", WRITING), **READS_TEMPLATES},
    "ag": {**_grants("dept", "mailmessage", WRITING), **READS_TEMPLATES},
    "am": {**_grants("below", "mailmessage", WRITING), **READS_TEMPLATES},
    "fin": {**_grants("dept", "mailmessage", WRITING), **READS_TEMPLATES},
    "mkt": {
        **_grants("dept", "mailmessage", WRITING),
        **_grants("all", "mailtemplate", f"{WRITING} delete"),
    },
    "exe": {**_grants("below", "mailmessage", "view export"), **READS_TEMPLATES},
    "dlr": {**_grants("self", "mailmessage", WRITING), **READS_TEMPLATES},
}
