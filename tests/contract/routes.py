"""Every page of the site as a row: how to reach it, who opens it, and what everybody else is told.

A URL without a row fails test_coverage. The rows say what is promised; tests/contract/test_*.py prove it.
"""

from collections.abc import Iterator
from typing import Any

from django.urls import get_resolver

from .catalog_routes import CATALOG
from .contract_routes import CONTRACTS
from .library_routes import LIBRARY
from .mail_routes import MAIL
from .money_routes import MONEY
from .order_routes import ORDERS
from .outside_routes import OUTSIDE
from .ownership_routes import OWNERSHIP
from .process_routes import PROCESSES
from .quote_routes import QUOTES
from .request_routes import REQUESTS
from .route import Route, deed, form, listing, pk, row, shown
from .sales_routes import SALES
from .visit_routes import VISITS


def about(prefix: str, thing: str, *, edit: str = "rep", query: str = "") -> list[Route]:
    """What hangs on a customer or a person: new, edit, delete."""
    return [
        form(f"contacts:{prefix}_create", opens=edit, query=query),
        row(f"contacts:{prefix}_edit", thing, opens=edit),
        row(f"contacts:{prefix}_delete", thing, opens=edit),
    ]


PUBLIC = [
    Route(name="healthz", takes=("get",), is_public=True, is_page=False),
    Route(name="readyz", takes=("get",), is_public=True, is_page=False),
    Route(name="set_language", takes=("post",), is_public=True),
    Route(name="accounts:sign_in", is_public=True, answer=302),
    Route(name="accounts:sign_in_code", is_public=True, answer=302),
    Route(name="accounts:password_forgotten", is_public=True, answer=404),
    Route(
        name="accounts:password_reset",
        kwargs=lambda world: {"uid": "MQ", "token": "wrong"},
        is_public=True,
        answer=404,
    ),
    Route(name="system:setup", takes=("get",), is_public=True, answer=302),
    Route(
        name="system:setup_step",
        kwargs=lambda world: {"step": "company"},
        is_public=True,
        answer=302,
    ),
]

# One's own affairs: open to everybody who is signed in; another's are not found.
OWN = [
    Route(name="accounts:sign_out", takes=("post",), nobody=302),
    Route(name="accounts:password_change", nobody=200),
    Route(name="accounts:profile", nobody=200),
    Route(name="accounts:sessions_end", takes=("post",), nobody=302),
    deed("accounts:session_end", "session", nobody=404),
    Route(name="accounts:two_factor", nobody=200),
    Route(
        name="accounts:two_factor_change",
        kwargs=lambda world: {"verb": "off"},
        takes=("post",),
        nobody=422,
    ),
    Route(name="accounts:tokens", nobody=200),
    deed("accounts:token_revoke", "token", nobody=404),
    Route(name="home:home", takes=("get",), nobody=200),
    Route(name="home:cards", nobody=200),
    Route(name="home:address_book", takes=("get",), nobody=200, fragment=True),
    Route(name="search", takes=("get",), query="q=金丝雀", nobody=200, fragment=True),
    Route(name="reminders:notification_list", takes=("get",), nobody=200),
    Route(name="reminders:notifications_read", takes=("post",), nobody=302),
    deed("reminders:notification_open", "notification", nobody=404),
    Route(name="records:export_list", takes=("get",), nobody=200),
    Route(name="records:import_list", takes=("get",), opens="manager", nobody=200),
]

CUSTOMERS = [
    listing("contacts:customer_list"),
    form("contacts:customer_create"),
    Route(name="contacts:customer_duplicates", query="name=金丝雀", takes=("get",), is_page=False),
    Route(name="contacts:customer_scan", takes=("get",)),
    shown("contacts:customer_detail", "customer", fragment=True),
    row("contacts:customer_edit", "customer"),
    row("contacts:customer_delete", "customer", opens="manager"),
    row("contacts:customer_transfer", "customer", opens="manager"),
    row("contacts:customer_merge", "customer", opens="manager"),
    row("contacts:customer_lifecycle", "customer"),
    row("contacts:customer_share", "customer", opens="manager"),
    Route(
        name="contacts:customer_share_end",
        kwargs=lambda world: {"pk": world.customer.pk, "kind": "person", "share": world.share.pk},
        opens="manager",
        stranger=404,
    ),
    row("contacts:team_member_create", "customer", opens="manager"),
    *(
        Route(
            name=f"contacts:team_member_{verb}",
            kwargs=lambda world: {"pk": world.customer.pk, "member": world.team_member.pk},
            opens="manager",
            stranger=404,
        )
        for verb in ("edit", "remove")
    ),
    Route(
        name="contacts:customer_step",
        kwargs=pk("customer", way="next"),
        takes=("get",),
        answer=302,
        nobody=404,
        stranger=404,
    ),
    shown("contacts:customer_tree", "customer", is_page=False),
    shown("contacts:customer_tree_search", "customer", query="q=金丝雀", is_page=False),
    Route(
        name="contacts:customer_tree_levels",
        kwargs=pk("customer", level=2),
        takes=("get",),
        stranger=404,
        is_page=False,
    ),
    deed("contacts:customer_next_contact", "customer", nobody=404),
    row("contacts:partner_roles", "customer"),
]

UNITS_AND_PEOPLE = [
    listing("contacts:unit_list"),
    form("contacts:unit_create"),
    row("contacts:unit_edit", "unit"),
    row("contacts:unit_delete", "unit", opens="manager"),
    shown("contacts:unit_node_menu", "unit", is_page=False),
    row("contacts:unit_move", "unit"),
    listing("contacts:contact_list"),
    form("contacts:contact_create"),
    Route(name="contacts:contact_duplicates", query="name=金丝雀", takes=("get",), is_page=False),
    Route(name="contacts:contact_scan", takes=("get",)),
    shown("contacts:contact_detail", "contact"),
    row("contacts:contact_edit", "contact"),
    row("contacts:contact_delete", "contact", opens="manager"),
    row("contacts:contact_move", "contact"),
    row("contacts:contact_merge", "contact", opens="manager"),
    row("contacts:contact_primary", "contact"),
    deed("contacts:contact_unmask", "contact"),
    shown("contacts:contact_vcard", "contact", is_page=False),
    form("contacts:contact_vcard_import"),
    Route(
        name="contacts:stream",
        kwargs=pk("customer", kind="customer"),
        takes=("get",),
        stranger=404,
        is_page=False,
    ),
    listing("contacts:follow_up_list"),
    form("contacts:follow_up_create"),
    shown("contacts:follow_up_detail", "follow_up", answer=302),
    row("contacts:follow_up_edit", "follow_up"),
    row("contacts:follow_up_void", "follow_up"),
    row("home:log", "customer", takes=("get",), fragment=True),
    *about("asset", "asset"),
    *about("stakeholder", "stakeholder"),
    *about("family", "family"),
    *about("contact_relation", "contact_relation"),
    *about("person_company", "person_company"),
    *about("company_relation", "company_relation"),
]

NOTICES = [
    listing("reminders:notice_list"),
    form("reminders:notice_create", opens="manager"),
    shown("reminders:notice_detail", "notice"),
    row("reminders:notice_edit", "notice", opens="manager"),
    row("reminders:notice_delete", "notice", opens="manager"),
]


def named(page: str, record: str, **facts: Any) -> Route:
    """A page under /lists/<record>/."""
    kwargs = facts.pop("kwargs", {})
    return Route(
        name=f"records:{page}",
        kwargs=lambda world: {"name": record, **(kwargs(world) if callable(kwargs) else kwargs)},
        note=record,
        **facts,
    )


LISTS = [
    *(
        named("pick", record, query="q=金丝雀", takes=("get",), is_page=False)
        for record in ("customers", "customer-units", "contacts", "follow-ups", "employees", "departments")
    ),
    named("pick", "users", query="q=金丝雀", takes=("get",), nobody=200, is_page=False),
    *(
        named("export", record, opens="manager", is_page=False)
        for record in ("customers", "customer-units", "contacts", "follow-ups")
    ),
    named("bulk", "customers", kwargs={"verb": "transfer"}, opens="manager", takes=("post",)),
    named("bulk", "contacts", kwargs={"verb": "delete"}, opens="manager", takes=("post",)),
    *(
        named("bulk_update", record, takes=("post",))
        for record in ("customers", "customer-units", "contacts")
    ),
    shown("records:bulk_run", "bulk_run", nobody=404),
    named("columns", "customers", takes=("post",)),
    named("widths", "customers", takes=("post",)),
    *(
        named(
            page,
            record,
            kwargs=pk(thing),
            query="columns=name,owner,customer" if page == "row" else "",
            takes=("get",),
            stranger=404,
            is_page=False,
        )
        for page in ("panel", "row")
        for record, thing in (
            ("customers", "customer"),
            ("customer-units", "unit"),
            ("contacts", "contact"),
            ("follow-ups", "follow_up"),
        )
    ),
    *(
        named("cell", record, kwargs=pk(thing, column=column), stranger=404, is_page=False)
        for record, thing, column in (
            ("customers", "customer", "short_name"),
            ("customer-units", "unit", "location"),
            ("contacts", "contact", "job_title"),
            ("follow-ups", "follow_up", "next_action"),
        )
    ),
    named("views", "customers"),
    named(
        "view_change",
        "customers",
        kwargs=lambda world: {"pk": world.saved_view.pk, "verb": "delete"},
        takes=("post",),
        stranger=404,
    ),
    named("star", "customers", kwargs=pk("customer"), takes=("post",), stranger=404),
    named("star", "contacts", kwargs=pk("contact"), takes=("post",), stranger=404),
    named("attach", "customers", kwargs=pk("customer"), takes=("post",), stranger=404),
    shown("records:file", "attachment", nobody=404, is_page=False),
    deed("records:file_remove", "attachment", nobody=404),
    shown("records:export_file", "export", opens="manager", nobody=404, is_page=False),
    shown("records:import_run", "import_run", opens="manager", nobody=404),
    row("records:import_map", "import_run", opens="manager", nobody=404),
    deed("records:import_begin", "import_run", opens="manager", nobody=404),
    row("records:import_revert", "import_run", opens="manager", nobody=404, answer=409),
    shown("records:import_errors", "import_run", opens="manager", nobody=404, is_page=False),
    *(named("import_start", kind, opens="manager") for kind in ("customers", "customer-units", "contacts")),
    named("import_start", "employees", opens="admin"),
    *(
        named("import_template", kind, opens="manager", takes=("get",), is_page=False)
        for kind in ("customers", "contacts")
    ),
]


def employee(page: str, **facts: Any) -> Route:
    """Administration of one employee, here of the rep; the rep's manager may not."""
    kwargs = facts.pop("kwargs", {})
    return Route(
        name=f"system:employee_{page}",
        kwargs=lambda world: {
            "pk": world.cast.rep.employee.pk,
            **(kwargs(world) if callable(kwargs) else kwargs),
        },
        opens=facts.pop("opens", "admin"),
        **facts,
    )


def department(page: str, **facts: Any) -> Route:
    return Route(
        name=f"system:department_{page}",
        kwargs=lambda world: {"pk": world.cast.east.pk},
        opens="admin",
        **facts,
    )


PEOPLE = [
    listing("system:employee_list"),
    form("system:employee_create", opens="admin"),
    employee("detail", takes=("get",)),
    employee("edit"),
    employee("status", kwargs={"status": "disabled"}),
    employee("roles"),
    employee("rate"),
    employee("reset_password"),
    employee("sessions_end", takes=("post",)),
    employee("session_end", kwargs=lambda world: {"session": world.session.pk}, takes=("post",)),
    Route(name="system:department_tree", takes=("get",), opens="admin"),
    listing("system:department_list"),
    form("system:department_create", opens="admin"),
    department("detail", takes=("get",)),
    department("edit"),
    department("move"),
    department("drop", takes=("post",), is_page=False),
    Route(name="system:rights", takes=("get",), opens="security"),
    listing("system:loginlog_list", opens="auditor"),
    listing("system:operationlog_list", opens="auditor"),
]

ROUTES = [
    *PUBLIC,
    *OWN,
    *CUSTOMERS,
    *UNITS_AND_PEOPLE,
    *NOTICES,
    *LISTS,
    *PEOPLE,
    *PROCESSES,
    *OWNERSHIP,
    *CATALOG,
    *LIBRARY,
    *MAIL,
    *SALES,
    *VISITS,
    *QUOTES,
    *CONTRACTS,
    *MONEY,
    *ORDERS,
    *REQUESTS,
    *OUTSIDE,
]
PRIVATE = [route for route in ROUTES if not route.is_public]
PAGES = [route for route in PRIVATE if route.is_page and "get" in route.takes and route.answer == 200]

# Proven elsewhere, as a whole: the API by its OpenAPI file, the administration site by its registry.
WHOLE = ("api:", "admin:")


def all_names() -> Iterator[str]:
    """Every URL name of the site outside WHOLE; a nameless URL cannot be linked and fails."""
    yield from (name for name in _names(get_resolver(), ()) if not name.startswith(WHOLE))


def _names(resolver: Any, spaces: tuple[str, ...]) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from _names(pattern, inner)
        else:
            yield ":".join((*spaces, pattern.name or f"nameless {pattern.pattern}"))
