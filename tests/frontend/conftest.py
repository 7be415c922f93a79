"""The browser is that of all tests (tests/real_browser.py)."""

from tests.real_browser import ROOT, Complaints

__all__ = ["ROOT", "Complaints"]
