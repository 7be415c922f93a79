"""The pages of the resource library: leads with their rules and web forms."""

from .route import Route, form, listing, pk, row, shown

LIBRARY = [
    listing("marketing:lead_list"),
    form("marketing:lead_create"),
    Route(name="marketing:lead_known", query="company=金丝雀", takes=("get",), is_page=False),
    shown("marketing:lead_detail", "lead", fragment=True),
    *(row(f"marketing:lead_{verb}", "lead") for verb in ("edit", "touch", "convert", "reject", "close")),
    *(row(f"marketing:lead_{verb}", "lead", opens="manager") for verb in ("assign", "delete")),
    listing("marketing:lead_rule_list", opens="manager"),
    form("marketing:lead_rule_create", opens="marketing"),
    *(
        Route(name=f"marketing:lead_rule_{verb}", kwargs=pk("lead_rule"), opens="marketing")
        for verb in ("edit", "delete")
    ),
    listing("marketing:web_form_list", opens="manager"),
    form("marketing:web_form_create", opens="marketing"),
    shown("marketing:web_form_detail", "web_form", opens="manager"),
    *(
        Route(name=f"marketing:web_form_{verb}", kwargs=pk("web_form"), opens="marketing")
        for verb in ("edit", "delete")
    ),
    Route(name="marketing:web_form", kwargs=lambda world: {"token": world.web_form.token}, is_public=True),
]
