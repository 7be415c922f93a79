"""Finds units by what a file calls them: their code, or the names from the top down, A/B/C."""

import re
from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from ..models import CustomerUnit

_BETWEEN = re.compile(r"\s*[/／>＞\\]\s*")
KEPT = 5_000


def split_path(text: str) -> tuple[str, ...]:
    return tuple(part for part in _BETWEEN.split(text.strip()) if part)


class UnitPaths:
    """Units of the customers at hand, by (customer, text); loaded batch by batch, missing ones asked again."""

    def __init__(self) -> None:
        self.known: dict[tuple[Any, str], CustomerUnit] = {}
        self.planned: dict[tuple[Any, str], CustomerUnit] = {}

    def load(self, wanted: Iterable[tuple[Any, str]]) -> None:
        new = {key for key in wanted if key not in self.known and key[0] is not None}
        if not new:
            return
        if len(self.known) > KEPT:
            self.known.clear()
        customers = {customer for customer, _text in new}
        rows = CustomerUnit.objects.alive().filter(
            Q(code__in={text for _c, text in new})
            | Q(name__in={split_path(text)[-1] for _c, text in new if split_path(text)}),
            customer_id__in=customers,
        )
        units = list(rows.only("id", "customer_id", "code", "name", "path", "depth"))
        names = self._names(units, {text for _c, text in new})
        chains: dict[tuple[Any, str], list[tuple[Any, str]]] = {}
        for customer, text in new:
            chains.setdefault((customer, "/".join(split_path(text))), []).append((customer, text))
        for unit in units:
            if unit.code:
                self.known[unit.customer_id, unit.code] = unit
        for unit in units:
            chain = "/".join(names.get(pk, "?") for pk in unit.ancestor_ids)
            for key in chains.get((unit.customer_id, chain), ()):
                self.known.setdefault(key, unit)

    def _names(self, units: list[CustomerUnit], texts: set[str]) -> dict[int, str]:
        names = {unit.pk: unit.name for unit in units}
        last = {split_path(text)[-1] for text in texts if split_path(text)}
        above = {pk for unit in units if unit.name in last for pk in unit.ancestor_ids} - set(names)
        if above:
            names |= dict(CustomerUnit.objects.filter(pk__in=above).values_list("pk", "name"))
        return names

    def find(self, customer: Any, text: str) -> CustomerUnit | None:
        return self.known.get((customer, text)) or self.planned.get((customer, "/".join(split_path(text))))

    def plan(self, customer: Any, unit: CustomerUnit, chain: str) -> None:
        """A unit that a trial run would make."""
        if unit.code:
            self.planned[customer, unit.code] = unit
        self.planned.setdefault((customer, chain), unit)

    def follow(self, customer: Any, old_path: str, new_path: str, deeper: int) -> None:
        """A branch has moved: those below it are elsewhere now, and what names them by path is asked again."""
        below = [
            key for key, unit in self.known.items() if key[0] == customer and unit.path.startswith(old_path)
        ]
        for unit in {id(self.known[key]): self.known[key] for key in below}.values():
            unit.path = new_path + unit.path[len(old_path) :]
            unit.depth += deeper
        for whose, text in below:
            if text != self.known[whose, text].code:
                del self.known[whose, text]

    def forget(self) -> None:
        self.known.clear()
