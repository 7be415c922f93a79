"""System management: the admin site, first-run wizard, delivered roles."""
