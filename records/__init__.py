"""What every business record shares: the gate, pages, search, import, export, attachments, numbering."""
