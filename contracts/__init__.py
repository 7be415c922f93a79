"""Contracts, amendments, payment terms, projects."""
