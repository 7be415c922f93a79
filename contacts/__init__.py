"""Customers, their units and people, relations, team, and what was said to them."""
