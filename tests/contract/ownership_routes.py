"""The pages of ownership: pools, assignments, transfers and hand-over notes."""

from .route import Route, form, listing, row, shown

OWNERSHIP = [
    Route(name="contacts:transfer", opens="manager", answer=302),
    Route(
        name="contacts:leaving",
        kwargs=lambda world: {"pk": world.cast.rep.pk},
        opens="manager",
    ),
    row("contacts:customer_release", "customer"),
    row("contacts:customer_recall", "customer", opens="manager"),
    row("contacts:customer_assign", "customer", opens="manager"),
    row("contacts:customer_lock", "customer"),
    row("contacts:customer_unlock", "customer"),
    row("contacts:credit_split", "customer", opens="manager"),
    row("contacts:tier_propose", "customer", opens="manager"),
    row("contacts:credit_propose", "customer", opens="manager"),
    listing("contacts:tier_change_list"),
    listing("contacts:credit_rating_list"),
    *(
        route
        for thing in ("tier_change", "credit_rating")
        for route in (
            shown(f"contacts:{thing}_detail", thing, opens="manager"),
            row(f"contacts:{thing}_submit", thing, opens="manager"),
            row(f"contacts:{thing}_drop", thing, opens="manager"),
        )
    ),
    listing("contacts:pooled_list"),
    Route(name="contacts:pool_preview", takes=("get",), opens="manager"),
    shown("contacts:pooled_detail", "pooled"),
    row("contacts:pooled_claim", "pooled"),
    row("contacts:pooled_assign", "pooled", opens="manager"),
    listing("contacts:assignment_list"),
    form("contacts:assignment_create"),
    shown("contacts:assignment_detail", "assignment"),
    *(
        row(f"contacts:assignment_{verb}", "assignment", opens="manager")
        for verb in ("confirm", "refuse", "recall", "extend")
    ),
    listing("contacts:handover_list"),
    form("contacts:handover_create"),
    shown("contacts:handover_detail", "handover_note"),
    row("contacts:handover_edit", "handover_note"),
    row("contacts:handover_send", "handover_note"),
    row("contacts:handover_accept", "handover_note", opens="manager"),
    row("contacts:handover_return", "handover_note", opens="manager"),
]
