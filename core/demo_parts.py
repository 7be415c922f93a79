"""What higher apps add to the demonstration, named by its path: read only when a demonstration is built."""

PARTS: list[str] = []


def add(path: str) -> None:
    """`path` is a function of the chance and the administrator, called when all else is there."""
    PARTS.append(path)
