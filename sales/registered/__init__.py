"""What each record announces to the floors below when the app is ready: one module a record."""
