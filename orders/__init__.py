"""Orders, shipments, receipts, invoices, statements."""
