"""Q: the raw SQL of a page's own answer, written by hand and asked through psycopg beside the page.

A list's answer is its 25 rows (and one more, to know of a next page) and its number, counted to 10,001; whom it is for
narrows it by columns alone. Nothing of the frame, the rights or the annotations is in it.
"""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

ROUNDS = 15
# table, how its rows lead to whose they are (alias w), order
TABLES = {
    "customers": ("contacts_customer t", "t", "t.pinyin, t.id"),
    "contacts": (
        "contacts_contact t JOIN contacts_customer c ON c.id = t.customer_id",
        "c",
        "t.pinyin, t.id",
    ),
    "follow_ups": (
        "contacts_followup t JOIN contacts_customer c ON c.id = t.customer_id",
        "c",
        "t.at DESC, t.id DESC",
    ),
    "opportunities": ("sales_opportunity t", "t", "t.expected_close, t.id"),
    "contracts": ("contracts_contract t", "t", "t.created_at DESC, t.id DESC"),
    "orders": ("orders_order t", "t", "t.created_at DESC, t.id DESC"),
}
Ask = Callable[["Reader"], list[str]]


@dataclass(frozen=True)
class Reader:
    """Whom the rows are for: his own and those shared with him, those of departments, or all."""

    user: int
    departments: tuple[int, ...] = ()
    customers: tuple[int, ...] = ()  # that he sees as one of their team
    sees_all: bool = False
    deep: tuple[tuple[str, int], ...] = ()  # list: the page that lies deep in it

    def reach(self, alias: str) -> str:
        if self.sees_all:
            return "TRUE"
        parts = [f"{alias}.owner_id = {self.user}"]
        if self.departments:
            parts.append(f"{alias}.department_id IN ({_named(self.departments)})")
        if self.customers:
            column = f"{alias}.{'id' if alias == 'c' else 'customer_id'}"
            parts.append(f"{column} IN ({_named(self.customers)})")
        return f"({' OR '.join(parts)})"


def _named(ids: tuple[int, ...]) -> str:
    return ", ".join(map(str, ids))


def rows(name: str, *, where: str = "TRUE", by: str = "", page: int = 1) -> Ask:
    """A page of a list and its number."""
    source, alias, order = TABLES[name]

    def ask(reader: Reader) -> list[str]:
        reach = reader.reach(alias)
        if name == "customers":
            reach = reach.replace("t.customer_id", "t.id")
        narrowed = f"FROM {source} WHERE NOT t.is_deleted AND {where} AND {reach}"
        ids = f"SELECT t.id {narrowed} ORDER BY {by or order} LIMIT 26 OFFSET {(page - 1) * 25}"
        return [
            f"SELECT * FROM {source.split()[0]} WHERE id IN ({ids})",
            f"SELECT count(*) FROM (SELECT 1 {narrowed} LIMIT 10001) counted",
        ]

    return ask


def deep(name: str) -> Ask:
    return lambda reader: rows(name, page=dict(reader.deep)[name])(reader)


def found(name: str, text: str, *, private: bool = False) -> Ask:
    """The rows that the words find."""

    def ask(reader: Reader) -> list[str]:
        from core import grams
        from records.look_up import letter_of
        from records.record_type import RECORD_TYPES

        asked = grams.query(text).under(letter_of(RECORD_TYPES[name].model))
        words = asked.phone_tsquery if private else asked.tsquery
        column = "private_grams_tsv" if private else "grams_tsv"
        entries = (
            f"SELECT object_id FROM records_searchentry WHERE {column} @@ to_tsquery('simple', $${words}$$)"
        )
        return [rows(name, where=f"t.id IN ({entries})")(reader)[0]]

    return ask


def board(reader: Reader) -> list[str]:
    """The first cards of each stage, and what the stages come to."""
    narrowed = f"NOT t.is_deleted AND t.status = 'open' AND {reader.reach('t')}"
    first = "(SELECT id FROM sales_pipeline ORDER BY id LIMIT 1)"
    return [
        f"SELECT card.* FROM sales_stage s CROSS JOIN LATERAL (SELECT t.* FROM sales_opportunity t WHERE {narrowed}"
        f" AND t.stage_id = s.id ORDER BY t.expected_close, t.id LIMIT 20) card WHERE s.pipeline_id = {first}",
        f"SELECT t.stage_id, count(*), sum(t.base_amount) FROM sales_opportunity t WHERE {narrowed}"
        f" AND t.pipeline_id = {first} GROUP BY 1",
    ]


def months(reader: Reader) -> list[str]:
    return [
        "SELECT date_trunc('month', t.expected_close), count(*), sum(t.base_amount),"
        " sum(t.base_amount * coalesce(t.own_probability, s.probability) / 100)"
        " FROM sales_opportunity t JOIN sales_stage s ON s.id = t.stage_id"
        f" WHERE NOT t.is_deleted AND t.status = 'open' AND {reader.reach('t')} GROUP BY 1"
    ]


def ranking(key: str) -> Ask:
    """What each customer or product brought in a year, over the lines of the orders."""

    def ask(reader: Reader) -> list[str]:
        kept = "(l.quantity - l.returned + l.replaced)"
        return [
            f"SELECT {key}, sum(round(l.net * o.rate * {kept} / l.quantity, 2)), sum({kept})"
            " FROM orders_orderline l JOIN orders_order o ON o.id = l.order_id"
            " WHERE NOT l.is_deleted AND o.status IN ('placed', 'producing', 'held', 'closed')"
            f" AND o.ordered_on BETWEEN current_date - 365 AND current_date AND {reader.reach('o')} GROUP BY 1"
        ]

    return ask


def ageing(reader: Reader) -> list[str]:
    return [
        "SELECT t.customer_id, width_bucket(current_date - t.due_on, ARRAY[1, 31, 61, 91, 181, 366]),"
        " sum(round((t.amount - t.received) * t.rate, 2)) FROM orders_paymentplan t"
        f" WHERE NOT t.is_deleted AND t.status IN ('due', 'partly', 'overdue') AND {reader.reach('t')} GROUP BY 1, 2"
    ]


def milliseconds(statements: list[str]) -> float:
    """What psycopg needs to ask for all of it and fetch it, at p50."""
    from django.db import connection

    connection.ensure_connection()
    bare: Any = connection.connection
    taken = []
    for number in range(-2, ROUNDS):
        start = time.perf_counter()
        for sql in statements:
            with bare.cursor() as cursor:
                cursor.execute(sql)
                cursor.fetchall()
        passed = (time.perf_counter() - start) * 1000
        if number >= 0:
            taken.append(passed)
        if passed > 500 and number >= 0 and len(taken) > 2:
            break  # long sums need no fifteen rounds
    return statistics.median(taken)
