"""Typed readers of environment variables that refuse nonsense at start instead of misbehaving later."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}
PLANNING = ("random_page_cost=1.1", "jit=off", "plan_cache_mode=force_generic_plan")


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def flag(name: str, default: bool = False) -> bool:
    raw = os.environ.get(name)
    if raw is None:
        return default
    value = raw.strip().lower()
    if value in TRUE:
        return True
    if value in FALSE:
        return False
    raise ImproperlyConfigured(f"{name}={raw!r}: expected yes or no")


def integer(name: str, default: int) -> int:
    raw = text(name)
    if not raw:
        return default
    try:
        return int(raw)
    except ValueError:
        raise ImproperlyConfigured(f"{name}={raw!r}: expected a whole number") from None


def names(name: str, default: str = "") -> list[str]:
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def choice(name: str, default: str, allowed: tuple[str, ...]) -> str:
    value = text(name, default)
    if value not in allowed:
        raise ImproperlyConfigured(f"{name}={value!r}: expected one of {', '.join(allowed)}")
    return value


def folder(name: str, default: Path) -> Path:
    path = Path(text(name) or default).expanduser().resolve()
    path.mkdir(parents=True, exist_ok=True)
    return path


def database(name: str, sqlite_path: Path) -> dict[str, object]:
    """PostgreSQL from a URL, else SQLite with the only settings under which concurrent writers never fail."""
    url = text(name)
    if not url or url.startswith("sqlite"):
        path = url.split("://", 1)[1].lstrip("/") if url else ""
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": f"/{path}" if path else str(sqlite_path),
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA cache_size=-32000;"
                    "PRAGMA mmap_size=134217728;PRAGMA journal_size_limit=67108864;"
                ),
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(f"{name}: expected postgresql://user:password@host:port/name")
    query: dict[str, Any] = dict(parse_qsl(parts.query, keep_blank_values=True))
    threshold = query.pop("prepare_threshold", "3")
    if threshold and not threshold.isdecimal():
        raise ImproperlyConfigured(f"{name}: prepare_threshold is a number, or empty to prepare nothing")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", None) or parts.hostname or "",
        "PORT": str(parts.port or query.pop("port", "")),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        # Solid-state disks: an index is worth its jumps. Compiling a statement takes longer than the statements here
        # do. What is prepared (core/prepared.py) is about a few rows, whichever they are: one plan will do. An own
        # `options` in the address counts instead.
        "OPTIONS": {"options": f"-c {' -c '.join(PLANNING)}", **query}
        | {"prepare_threshold": int(threshold) if threshold else None},
    }


def secret(name: str, path: Path, *, required: bool) -> str:
    """The secret key from the environment; outside production one is made once and kept beside the data."""
    value = text(name)
    if value:
        return value
    if required:
        raise ImproperlyConfigured(f"{name} must be set in production")
    if not path.exists():
        from django.core.management.utils import get_random_secret_key

        path.touch(mode=0o600)
        path.write_text(get_random_secret_key())
    return path.read_text().strip()
