"""The pages of the resource library: leads with their rules and web forms, the market, ourselves, campaigns."""

from .route import Route, deed, form, listing, pk, row, shown

INTAKE = [
    listing("marketing:lead_list"),
    form("marketing:lead_create"),
    Route(name="marketing:lead_known", query="company=金丝雀", takes=("get",), is_page=False),
    shown("marketing:lead_detail", "lead", fragment=True),
    deed("marketing:lead_unmask", "lead"),
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

MARKET = [
    *(
        route
        for thing in ("market_info", "competitor")
        for route in (
            listing(f"marketing:{thing}_list"),
            form(f"marketing:{thing}_create"),
            shown(f"marketing:{thing}_detail", thing, fragment=True),
            row(f"marketing:{thing}_edit", thing),
            row(f"marketing:{thing}_delete", thing, opens="manager"),
        )
    ),
    *(row(f"marketing:market_info_{verb}", "market_info", opens="manager") for verb in ("review", "lead")),
    *(
        route
        for thing in ("competitor_product", "sighting")
        for route in (
            form(f"marketing:{thing}_create"),
            row(f"marketing:{thing}_edit", thing),
            row(f"marketing:{thing}_delete", thing),
        )
    ),
    Route(name="marketing:own_company", takes=("get",)),
    form("marketing:own_company_edit", opens="marketing"),
]
CAMPAIGNS = [
    listing("marketing:campaign_list"),
    form("marketing:campaign_create", opens="marketing"),
    shown("marketing:campaign_detail", "campaign", fragment=True),
    *(
        Route(name=f"marketing:campaign_{verb}", kwargs=pk("campaign"), opens="marketing")
        for verb in ("edit", "delete", "submit", "invite", "finish", "close", "members")
    ),
    form("marketing:campaign_cost_create", opens="marketing"),
    *(
        Route(name=f"marketing:{thing}_{verb}", kwargs=pk(thing), opens="marketing")
        for thing in ("campaign_member", "campaign_cost")
        for verb in ("edit", "delete")
    ),
]
RESOURCES = [
    Route(name="marketing:feed", takes=("get",)),
    listing("marketing:resource_list"),
    form("marketing:resource_create"),
    shown("marketing:resource_detail", "resource", fragment=True),
    row("marketing:resource_edit", "resource"),
    row("marketing:resource_renew", "resource"),
    row("marketing:resource_delete", "resource", opens="manager"),
    deed("marketing:resource_take", "resource_version", is_page=False),
]
LIBRARY = [*INTAKE, *MARKET, *CAMPAIGNS, *RESOURCES]
