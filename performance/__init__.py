"""Indicators, schemes, targets, monthly scores."""
