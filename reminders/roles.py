"""What the delivered roles may do with notices: everybody reads those meant for him, leaders publish."""

STAFF = ("rep", "sm", "rm", "ag", "am", "fin", "mkt", "exe", "hr", "sys", "sec", "aud", "proc", "dlr")
PUBLISHERS = ("sm", "rm", "am", "mkt", "exe", "hr")
OWN = {f"reminders.{action}_notice": "self" for action in ("view", "add", "change", "delete")}
ALL = {f"reminders.{action}_notice": "all" for action in ("view", "add", "change", "delete")}

GRANTS: dict[str, dict[str, str]] = {
    **{code: {"reminders.view_notice": "shared"} for code in STAFF},
    **{code: OWN for code in PUBLISHERS},
    "sys": ALL,
}


def _tasks(sees: str, gives: bool = True) -> dict[str, str]:
    """Everybody has tasks of his own; leaders see those of their people and give them some."""
    own = {f"reminders.{action}_task": "self" for action in ("add", "change")}
    more = {f"reminders.{action}_task": sees for action in ("assign", "export")} if gives else {}
    return {"reminders.view_task": sees, **own, **more}


TASK_GRANTS: dict[str, dict[str, str]] = {
    **{code: _tasks("self", gives=False) for code in ("rep", "ag", "fin", "mkt", "hr", "dlr")},
    "sm": _tasks("below"),
    "rm": _tasks("region"),
    "am": _tasks("below"),
    "exe": _tasks("all"),
}
