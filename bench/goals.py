"""What is driven and what each may cost: the table of goals, in one place.

A time is a multiple of a floor measured in the same run; where the goal says `+ Q`, what the raw SQL of the page's own
answer takes (`bench/raw.py`) is added, and nothing else of what the page spends in the database.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from bench import raw


@dataclass(frozen=True)
class Goal:
    """The most that one thing may cost; what is 0 is not limited."""

    multiple: float = 0
    of: str = "F1"
    has_q: bool = False
    statements: int = 0
    database: float = 0  # milliseconds
    size: int = 0  # bytes
    spread: float = 2  # p95 over p50

    def __str__(self) -> str:
        if not self.multiple:
            return ""
        parts = [f"{self.multiple:g} × {self.of}{' + Q' if self.has_q else ''}"]
        parts += [f"database ≤ {self.database:g} ms"] if self.database else []
        parts += [f"≤ {self.statements}"] if self.statements else []
        return ", ".join(parts)


LIST = Goal(2, has_q=True, statements=12, size=60 * 1024)
DEEP = replace(LIST, multiple=2.5)
SEARCH = replace(LIST, database=5)
SEARCH_ALL = Goal(2, has_q=True, statements=20, database=5)
RECORD = Goal(3, statements=20)
HOME = Goal(3, statements=25)
HOME_OF_MANY = Goal(4, statements=25)
BOARD = Goal(4, has_q=True, statements=20)
REPORT = Goal(3, has_q=True, statements=20)
API = Goal(2, statements=12)
WRITE = Goal(3, of="F0", statements=40)
SIGN_IN = Goal(1.1, of="the hash")


@dataclass(frozen=True)
class Page:
    """One page as one person asks for it; `q` gives the raw SQL of its own answer."""

    name: str
    who: str
    path: str
    goal: Goal
    q: Callable[[Any], list[str]] | None = None


JIANJUN = "%E5%BB%BA%E5%86%9B"  # 建军
YEAR = "from={year_ago}&to={today}"

PAGES = [
    Page("customers, first page, rep", "rep", "/customers/", LIST, raw.rows("customers")),
    Page("customers, first page, manager", "manager", "/customers/", LIST, raw.rows("customers")),
    Page("customers, first page, all", "all", "/customers/", LIST, raw.rows("customers")),
    Page("contacts, first page, rep", "rep", "/contacts/", LIST, raw.rows("contacts")),
    Page("contacts, first page, manager", "manager", "/contacts/", LIST, raw.rows("contacts")),
    Page("contacts, first page, all", "all", "/contacts/", LIST, raw.rows("contacts")),
    Page("follow-ups, first page, manager", "manager", "/follow-ups/", LIST, raw.rows("follow_ups")),
    Page("follow-ups, first page, all", "all", "/follow-ups/", LIST, raw.rows("follow_ups")),
    Page(
        "customers, deep page, all", "all", "/customers/?page={deep_customers}", DEEP, raw.deep("customers")
    ),
    Page("contacts, deep page, all", "all", "/contacts/?page={deep_contacts}", DEEP, raw.deep("contacts")),
    Page("contacts, deep page, rep", "rep", "/contacts/?page=15", DEEP, raw.rows("contacts", page=15)),
    Page("orders, deep page, manager", "manager", "/orders/?page=100", DEEP, raw.rows("orders", page=100)),
    Page(
        "customers, filter + sort, manager",
        "manager",
        "/customers/?tier=vip&sort=-last_follow_at",
        DEEP,
        raw.rows("customers", where="t.tier = 'vip'", by="t.last_follow_at DESC NULLS LAST, t.id DESC"),
    ),
    Page(
        "search in list, 2 characters, manager",
        "manager",
        f"/contacts/?q={JIANJUN}",
        SEARCH,
        raw.found("contacts", "建军"),
    ),
    Page(
        "search in list, 2 characters, rep",
        "rep",
        f"/contacts/?q={JIANJUN}",
        SEARCH,
        raw.found("contacts", "建军"),
    ),
    Page("search in list, initials, all", "all", "/contacts/?q=wjj", SEARCH, raw.found("contacts", "wjj")),
    Page(
        "search in list, phone digits, rep",
        "rep",
        "/contacts/?q=6789",
        SEARCH,
        raw.found("contacts", "6789", private=True),
    ),
    Page(
        "global search, 2 characters, all",
        "all",
        f"/search/?q={JIANJUN}",
        SEARCH_ALL,
        raw.found("contacts", "建军"),
    ),
    Page(
        "global search, initials, manager",
        "manager",
        "/search/?q=gxld",
        SEARCH_ALL,
        raw.found("customers", "gxld"),
    ),
    Page(
        "global search, phone digits, rep",
        "rep",
        "/search/?q=6789",
        SEARCH_ALL,
        raw.found("contacts", "6789", private=True),
    ),
    Page("customer page, all", "all", "/customers/1/", RECORD),
    Page("customer page, rep", "rep", "/customers/{own}/", RECORD),
    Page("contact page, rep", "rep", "/contacts/{own_contact}/", RECORD),
    Page("tree, first level of the largest, all", "all", "/customers/1/tree/", RECORD),
    Page("tree, search, all", "all", "/customers/1/tree/search/?q=%E9%87%87%E8%B4%AD", RECORD),
    Page("opportunities, first page, rep", "rep", "/opportunities/", LIST, raw.rows("opportunities")),
    Page("opportunities, first page, all", "all", "/opportunities/", LIST, raw.rows("opportunities")),
    Page("contracts, first page, manager", "manager", "/contracts/", LIST, raw.rows("contracts")),
    Page("orders, first page, rep", "rep", "/orders/", LIST, raw.rows("orders")),
    Page("orders, first page, manager", "manager", "/orders/", LIST, raw.rows("orders")),
    Page("kanban, manager", "manager", "/opportunities/board/", BOARD, raw.board),
    Page("kanban, all", "all", "/opportunities/board/", BOARD, raw.board),
    Page("forecast by month, all", "all", "/opportunities/forecast/?whose=all", REPORT, raw.months),
    Page(
        "who bought over a year, bars, all",
        "all",
        f"/answers/customers/?basis=ordered&{YEAR}",
        REPORT,
        raw.ranking("o.customer_id"),
    ),
    Page(
        "what was bought over a year, bars, manager",
        "manager",
        f"/answers/products/?basis=ordered&{YEAR}",
        REPORT,
        raw.ranking("l.product_id"),
    ),
    Page("receivables by age, bars, all", "all", "/receivables/ageing/", REPORT, raw.ageing),
    Page("home, rep", "rep", "/", HOME),
    Page("home, manager of 200", "manager", "/?scope=below", HOME_OF_MANY),
    Page("home, all", "all", "/", HOME_OF_MANY),
    Page("home with all its cards at once, rep", "rep", "/?part=whole", Goal(statements=40)),
    Page("API list of 100, manager", "api", "/api/v1/contacts?limit=100", API),
    Page("API list of 100, thirty pages on, manager", "api", "{deep_api}", API),
]
