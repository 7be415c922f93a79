"""Contracts, orders, their lines and what is to be paid at scale: written by the database itself out of a series of numbers.

A document belongs to the customer that its number leads to, and to that customer's owner; days lie in the thirteen
months before today, amounts are real-looking, one order in six is still open.
"""

from django.db import connection, models

from catalog.models import Product
from contracts.models import Contract, ContractLine
from orders.models import Order, OrderLine, PaymentPlan

DAYS = 396


def load_documents(contracts: int, orders: int, lines: int, customers: int) -> None:
    """`lines` are those of the orders; every contract has one."""
    products = [Product(code=f"B{number}", name=f"调心滚子轴承{number}") for number in range(24)]
    for product in products:
        product.derive()
    first = Product.objects.bulk_create(products)[0].pk
    customer = f"JOIN contacts_customer c ON c.id = 1 + n * 31 %% {customers}"
    amount = "(n * 7919 %% 900 + 5) * 1000"
    money = {"net_amount": amount, "gross_amount": amount, "base_amount": amount}
    whose = {"customer_id": "c.id", "owner_id": "c.owner_id", "department_id": "c.department_id"}
    day = f"current_date - (n * 7919 %% {DAYS})::int"
    series(
        Contract,
        contracts,
        {
            "number": "'HT' || lpad(n::text, 8, '0')",
            "name": "'年度供货合同' || n",
            "market_type": "c.market_type",
            "start_on": day,
            "end_on": f"{day} + 365",
            "status": "CASE WHEN n %% 5 = 0 THEN 'draft' ELSE 'executing' END",
            **whose,
            **money,
        },
        customer,
    )
    goods = {"product_id": f"{first} + n %% 24", "quantity": "100", "price": "n %% 900 + 100"}
    series(ContractLine, contracts, {"contract_id": "n", **goods})
    series(
        Order,
        orders,
        {
            "number": "'DD' || lpad(n::text, 8, '0')",
            "contract_id": f"CASE WHEN n <= {contracts} THEN n END",
            "market_type": "c.market_type",
            "ordered_on": day,
            "due_on": f"{day} + 30",
            "status": "CASE WHEN n %% 6 = 0 THEN 'producing' ELSE 'closed' END",
            **whose,
            **money,
        },
        customer,
    )
    made = f"CASE WHEN (1 + n %% {orders}) %% 6 = 0 THEN 40 ELSE 100 END"
    series(
        OrderLine,
        lines,
        {
            "order_id": f"1 + n %% {orders}",
            "due_on": day,
            "shipped": made,
            "delivered": made,
            "accepted": made,
            **goods,
        },
    )
    due = f"current_date + 60 - (n * 7919 %% {DAYS})::int"
    series(
        PaymentPlan,
        contracts,
        {
            "number": "'FK' || lpad(n::text, 8, '0')",
            "contract_id": "n",
            "kind": "'acceptance'",
            "due_on": due,
            "posted_on": due,
            "amount": amount,
            # Of four plans three are paid, the fourth in part or not at all.
            "received": f"CASE n %% 8 WHEN 0 THEN 0 WHEN 4 THEN {amount} / 2 ELSE {amount} END",
            "status": "CASE n %% 8 WHEN 0 THEN 'due' WHEN 4 THEN 'partly' ELSE 'paid' END",
            **whose,
        },
        customer,
    )


def series(model: type[models.Model], count: int, given: dict[str, str], joined: str = "") -> None:
    """Rows 1 … `count`; `given` is SQL over `n`, what it leaves out has the field's default."""
    fields = [field for field in model._meta.concrete_fields if not getattr(field, "generated", False)]
    blank = model()
    columns: list[str] = []
    values: list[str] = []
    parameters: list[object] = []
    for field in fields:
        columns.append(f'"{field.column}"')
        if field.attname == "id":
            values.append("n")
        elif field.attname in given:
            values.append(given[field.attname])
        else:
            values.append("%s")
            default = "{}" if isinstance(field, models.JSONField) else getattr(blank, field.attname)
            parameters.append(
                default
                if isinstance(field, models.JSONField)
                else field.get_db_prep_save(default, connection)
            )
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(columns)})"  # noqa: S608  (names and expressions of ours)
            f" SELECT {', '.join(values)} FROM generate_series(1::bigint, %s) n {joined}",
            [*parameters, count],
        )
        highest = f"(SELECT max(id) FROM {table})"  # noqa: S608
        cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), {highest})")  # noqa: S608


def sizes(name: str) -> dict[str, int]:
    return {
        "XS": {"contracts": 1_000, "orders": 5_000, "lines": 15_000},
        "S": {"contracts": 5_000, "orders": 25_000, "lines": 75_000},
        "L": {"contracts": 200_000, "orders": 500_000, "lines": 1_500_000},
    }[name]
