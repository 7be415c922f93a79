"""My homepage, global search, address book."""
