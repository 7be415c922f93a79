"""What a process remembers under a stamp."""

from typing import Any

from core import stamps


def test_the_same_is_asked_once_until_the_stamp_is_another_one(db: Any) -> None:
    kept, asked = stamps.Kept(stamps.SETTINGS, most=2), []

    def once(key: str) -> str:
        return str(kept.once(key, lambda: asked.append(key) or key))

    assert [once("a"), once("a"), once("b")] == ["a", "a", "b"]
    assert asked == ["a", "b"]
    once("c")  # more than are kept: all are asked anew
    once("a")
    assert asked == ["a", "b", "c", "a"]
    stamps.renew(stamps.SETTINGS)
    once("a")
    assert asked == ["a", "b", "c", "a", "a"]
    stamps.Kept.every.remove(kept)
