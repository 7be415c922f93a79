"""Says in each answer how many statements it took and how long the database needed for them."""

from time import perf_counter
from typing import Any

from django.db import connection


class CountStatements:
    def __init__(self, get_response: Any) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> Any:
        count, seconds = 0, 0.0

        def counted(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
            nonlocal count, seconds
            count += 1
            start = perf_counter()
            try:
                return execute(sql, params, many, context)
            finally:
                seconds += perf_counter() - start

        with connection.execute_wrapper(counted):
            response = self.get_response(request)
        response["X-Statements"] = str(count)
        response["X-Database-Ms"] = f"{seconds * 1000:.2f}"
        return response
