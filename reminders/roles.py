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
