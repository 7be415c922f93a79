"""The pages of the process centre."""

from .route import Route, deed, listing, row, shown

TASK_ACTIONS = ("approve", "reject", "return", "transfer", "delegate", "sign")
RUN_ACTIONS = ("withdraw", "urge", "copy", "comment")

PROCESSES = [
    Route(name="workflow:inbox", takes=("get",), fragment=True),
    Route(name="workflow:start_list", takes=("get",)),
    Route(name="workflow:start_work", kwargs=lambda world: {"pk": world.process.pk}),
    Route(name="workflow:delegates"),
    deed("workflow:delegate_revoke", "delegation"),
    listing("workflow:run_list"),
    shown("workflow:run_detail", "run"),
    *(
        Route(
            name="workflow:run_action",
            kwargs=lambda world, action=action: {"pk": world.run.pk, "action": action},
            stranger=404,
            note=action,
        )
        for action in RUN_ACTIONS
    ),
    row("workflow:task_detail", "task", opens="manager", takes=("get",), answer=302),
    *(
        Route(
            name="workflow:task_action",
            kwargs=lambda world, action=action: {"pk": world.task.pk, "action": action},
            opens="manager",
            stranger=404,
            note=action,
        )
        for action in TASK_ACTIONS
    ),
    listing("workflow:process_list", opens="admin"),
    Route(
        name="workflow:process_detail",
        kwargs=lambda world: {"pk": world.process.pk},
        takes=("get",),
        opens="admin",
    ),
]
