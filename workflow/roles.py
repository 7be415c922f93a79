"""What the delivered roles may do with processes: everybody takes part, by his post even without a role, the
administrators draw and watch over them."""

STAFF = ("rep", "sm", "rm", "ag", "am", "fin", "mkt", "exe", "hr", "sys", "sec", "aud", "proc")
PART = {
    "workflow.view_processrun": "self",
    "workflow.view_processtask": "self",
}
OWN = {
    **PART,
    "workflow.start_processdefinition": "all",
    **{f"workflow.{action}_approvaldelegate": "self" for action in ("view", "add", "change")},
}
DRAWS = {
    **{
        f"workflow.{action}_processdefinition": "all"
        for action in ("view", "add", "change", "delete", "publish")
    },
    **{f"workflow.{action}_processversion": "all" for action in ("view", "add", "change", "delete")},
    "accounts.access_admin": "all",
}
WATCHES = {
    "workflow.view_processrun": "all",
    "workflow.view_processtask": "all",
    "workflow.monitor_processrun": "all",
    "workflow.export_processrun": "all",
}

GRANTS: dict[str, dict[str, str]] = {
    **{code: dict(OWN) for code in STAFF},
    "sm": {**OWN, "workflow.view_processrun": "below", "workflow.export_processrun": "below"},
    "rm": {**OWN, "workflow.view_processrun": "region"},
    "am": {**OWN, "workflow.view_processrun": "below"},
    "exe": {**OWN, "workflow.view_processrun": "all", "workflow.export_processrun": "all"},
    "sys": {**OWN, **DRAWS},
    "proc": {**OWN, **DRAWS, **WATCHES},
    "dlr": dict(PART),
}
