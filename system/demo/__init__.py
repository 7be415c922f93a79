"""The demo company: built through the services, deterministic by seed, dated relative to one day."""
