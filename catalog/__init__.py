"""Products, price lists, exchange rates, stock and production as last reported."""
