"""The REST window on every record type."""
