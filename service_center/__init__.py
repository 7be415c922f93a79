"""Cases, service levels, work orders, calls, knowledge, surveys."""
