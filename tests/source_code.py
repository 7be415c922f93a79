"""Our own source as syntax trees, for the tests that read it instead of running it."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
APPS = sorted({path.parent.name for path in ROOT.glob("*/__init__.py")} - {"launch", "tests", "bench"})


@cache
def python_files(*, with_migrations: bool = False) -> tuple[Path, ...]:
    """Every Python file of the product, without tests and (unless asked for) migrations."""
    found = [path for app in (*APPS, "launch") for path in sorted((ROOT / app).rglob("*.py"))]
    return tuple(path for path in found if with_migrations or "migrations" not in path.parts)


@cache
def templates() -> tuple[Path, ...]:
    return tuple(sorted((ROOT / "templates").rglob("*.html")))


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def tree(path: Path) -> ast.Module:
    try:
        return ast.parse(path.read_text(), filename=str(path))
    except (
        SystemError
    ):  # Python 3.11 counts its depth for all threads together: a server's thread was compiling, too
        return ast.parse(path.read_text(), filename=str(path))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(tree(path)))


@cache
def calls(path: Path) -> tuple[tuple[ast.Call, ast.AST], ...]:
    """Each call with the function (or module) it stands in."""
    return tuple(_calls(tree(path), tree(path)))


def _calls(node: ast.AST, within: ast.AST) -> Iterator[tuple[ast.Call, ast.AST]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call):
            yield child, within
        is_function = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef)
        yield from _calls(child, child if is_function else within)


def chain(node: ast.AST) -> list[str]:
    """`Customer.objects.filter(…).update` as ["Customer", "objects", "filter", "update"]."""
    parts: list[str] = []
    while True:
        if isinstance(node, ast.Attribute):
            parts.append(node.attr)
            node = node.value
        elif isinstance(node, ast.Call | ast.Subscript):
            node = node.func if isinstance(node, ast.Call) else node.value
        elif isinstance(node, ast.Name):
            return [node.id, *reversed(parts)]
        else:
            return ["", *reversed(parts)]


def assigned(variable: str, within: ast.AST) -> list[str]:
    """The chain that was first assigned to `variable` in the function."""
    for node in ast.walk(within):
        if isinstance(node, ast.Assign) and any(
            isinstance(target, ast.Name) and target.id == variable for target in node.targets
        ):
            return chain(node.value)
    return []


def place(path: Path, within: ast.AST) -> str:
    """`contacts/services/unit.py:move_unit`, as the lists of exceptions name it."""
    return f"{name(path)}:{getattr(within, 'name', '')}"
