"""Settings, URL tree and process entry points; no business code."""

from .celery import app as celery_app

__all__ = ["celery_app"]
